/*
 * after_pages.c: what is done with a judgement besides making it: an approval is taken back, a sheet goes on without a head
 * who is away, and the head sees it afterwards.
 */
#include "review/after_pages.h"

#include <stddef.h>

#include "pages_review.h"
#include "review/review.h"
#include "sql_review.h"
#include "web/answer.h"
#include "web/form.h"

#define REASON_CHARS 2000

/* ---- forms ---- */

struct undo_form {
	int64_t version;
};
static const struct input undo_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct undo_form, version), 0, true, SAY_form_version, NULL},
};
const struct form review_undo_form = FORM(struct undo_form, undo_inputs);

struct word_form {
	int64_t version;
	const char *reason;
};
static const struct input defer_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct word_form, version), 0,            true, SAY_form_version,    NULL},
	{"reason",  INPUT_TEXT,    offsetof(struct word_form, reason),  REASON_CHARS, true, SAY_steering_reason, NULL},
};
const struct form review_defer_form = FORM(struct word_form, defer_inputs);
static const struct input view_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct word_form, version), 0,            true,  SAY_form_version, NULL},
	{"reason",  INPUT_TEXT,    offsetof(struct word_form, reason),  REASON_CHARS, false, SAY_NOTHING,      NULL},
};
const struct form review_view_form = FORM(struct word_form, view_inputs);

/* ---- the page that asks ---- */

struct after_page {
	struct review review;
	struct sheet sheet;
	const char *holder;
	const char *reason; /* as typed */
	const char *reason_mistake;
};
static const struct field after_page_fields[] = {
	FIELD_PART(struct after_page, review, review_shape),
	FIELD_PART(struct after_page, sheet, sheet_shape),
	FIELD(struct after_page, holder),
	FIELD(struct after_page, reason),
	FIELD(struct after_page, reason_mistake),
};
const struct shape after_page_shape = SHAPE(struct after_page, after_page_fields);

/* Which facts an action is judged by. */
static struct situation situation_of(const struct request *q, const struct review_file *file, enum action action,
                                     int64_t version)
{
	if (action == ACTION_UNDO)
		return review_undo_situation(q, file, version);
	return action == ACTION_VIEW ? review_view_situation(q, file, version) : review_situation(q, file, version);
}

static struct fail *ask(struct request *q, enum action action, const struct page *template)
{
	struct after_page *page = arena_new(q->arena, struct after_page);
	struct review_file file = {0};

	TRY(review_open(q, q->id, false, &file));
	const struct situation situation = situation_of(q, &file, action, 0);
	TRY(workflow_fail(workflow_judge(&situation, action)));
	page->review = file.review;
	page->sheet = file.sheet.sheet;
	page->holder = sheet_holder(q, &file.sheet.sheet);
	page->reason = q->again ? form_typed(q, "reason") : NULL;
	page->reason_mistake = form_mistake_of(q, "reason");
	return answer_page(q, template, page);
}

/* Holds the review for an act that is allowed. */
static struct fail *hold(struct request *q, enum action action, int64_t version, struct review_file *file)
{
	TRY(review_open(q, q->id, true, file));
	const struct situation situation = situation_of(q, file, action, version);
	return workflow_fail(workflow_judge(&situation, action));
}

/* ---- undo ---- */

struct fail *review_undo_ask(struct request *q)
{
	return ask(q, ACTION_UNDO, &PAGE_review_undo);
}

struct fail *review_undo(struct request *q)
{
	const struct undo_form *form = form_read(q);
	struct review_file file = {0};

	TRY(hold(q, ACTION_UNDO, form->version, &file));
	TRY(db_change(q->db, &SQL_review_undo, NULL,
	              ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name))));
	return answer_redirect(q, "/sheets/%lld", (long long)file.review.sheet_id);
}

/* ---- 後閲: on without the head, who sees it afterwards ---- */

struct fail *review_defer_ask(struct request *q)
{
	return ask(q, ACTION_DEFER, &PAGE_review_defer);
}

struct fail *review_defer(struct request *q)
{
	const struct word_form *form = form_read(q);
	struct review_file file = {0};

	TRY(hold(q, ACTION_DEFER, form->version, &file));
	struct json *decision = review_decision(q, &file.review, form->version, NULL);
	json_put(decision, "reason", json_new_text(q->arena, form->reason));
	struct json *decisions = json_new_list(q->arena);
	json_add(decisions, decision);
	TRY(review_pass(q, decisions, REVIEW_DEFERRED, ACTION_DEFER));
	return answer_redirect(q, "/sheets/%lld", (long long)file.review.sheet_id);
}

struct fail *review_view_ask(struct request *q)
{
	return ask(q, ACTION_VIEW, &PAGE_review_view);
}

struct fail *review_view(struct request *q)
{
	const struct word_form *form = form_read(q);
	struct review_file file = {0};

	TRY(hold(q, ACTION_VIEW, form->version, &file));
	TRY(db_change(q->db, &SQL_review_view, NULL,
	              ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name),
	                   V(text_empty(form->reason) ? "" : form->reason))));
	return answer_redirect(q, "/reviews/%lld", (long long)q->id);
}
