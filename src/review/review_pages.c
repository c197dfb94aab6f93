/* review_pages.c: what whoever decides does with a sheet. What they see is review_view.c's, the queue review_queue.c's. */
#include "review/review_pages.h"

#include <stddef.h>

#include "pages_review.h"
#include "review/review_view.h"
#include "sql_review.h"
#include "web/answer.h"
#include "web/form.h"

#define REASON_CHARS 2000

/* ---- forms ---- */

enum act { ACT_SAVE, ACT_APPROVE, ACT_RETURN, ACTS };
static const char *const act_codes[] = {[ACT_SAVE] = "save", [ACT_APPROVE] = "approve", [ACT_RETURN] = "return"};
static const struct names act_names = {act_codes, NULL, ACTS};

struct act_form {
	int64_t version;
	enum act act;
	const char *reason;
	struct list marks; /* const char *: field codes */
	struct day due_on;
	int64_t to;         /* a return: the earlier stage; 0: the department */
	struct list values; /* struct typed: value-… of the stage's own form */
};
static const struct input act_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct act_form, version), 0,            true,  SAY_form_version, NULL      },
	{"act",     INPUT_BUTTON,  offsetof(struct act_form, act),     0,            false, SAY_NOTHING,      &act_names},
	{"reason",  INPUT_TEXT,    offsetof(struct act_form, reason),  REASON_CHARS, false, SAY_NOTHING,      NULL      },
	{"marks",   INPUT_MANY,    offsetof(struct act_form, marks),   100,          false, SAY_NOTHING,      NULL      },
	{"due_on",  INPUT_DAY,     offsetof(struct act_form, due_on),  0,            false, SAY_NOTHING,      NULL      },
	{"to",      INPUT_NUMBER,  offsetof(struct act_form, to),      INT64_MAX,    false, SAY_NOTHING,      NULL      },
	{"value-",  INPUT_OPEN,    offsetof(struct act_form, values),  1000000,      false, SAY_NOTHING,      NULL      },
};
const struct form review_act_form = FORM(struct act_form, act_inputs);

/* GET: ?saved=3 says on the page that version 3 was just kept; ?done=1 that the decision was; ?said=1 that a member's
 * words were. */
struct show_form {
	int64_t saved;
	bool done;
	bool said;
};
static const struct input show_inputs[] = {
	{"saved", INPUT_NUMBER, offsetof(struct show_form, saved), INT32_MAX, false, SAY_NOTHING, NULL},
	{"done",  INPUT_YES,    offsetof(struct show_form, done),  0,         false, SAY_NOTHING, NULL},
	{"said",  INPUT_YES,    offsetof(struct show_form, said),  0,         false, SAY_NOTHING, NULL},
};
const struct form review_show_form = FORM(struct show_form, show_inputs);

/* ---- the page ---- */

struct fail *review_show(struct request *q)
{
	const struct show_form *form = q->again ? NULL : form_read(q);
	struct review_file file = {0};
	struct voice_rows voices;

	voice_later(q, q->id, &voices);
	TRY(review_open(q, q->id, false, &file));
	struct review_page *page = review_page_of(q, &file, &voices);
	page->was_said = form && form->said;
	page->was_saved = form && form->saved != 0 && form->saved == file.review.version;
	page->was_done = form && form->done && file.review.decided_by == q->viewer.account_id;
	page->is_closed = q->again && !page->may_decide;
	if (!file.text.shown.is_read)
		edition_will_be_read(q, file.review.sheet_id, file.review.edition);
	return answer_page(q, &PAGE_review_show, page);
}

/* ---- decide ---- */

/* What a colleague has kept meanwhile stands beside what was typed. */
static void hold_against_kept(struct request *q, const struct review_file *file, struct review_page *page)
{
	page->stage_fields = review_stage_views(q, file, content_parse(q->arena, file->review.content));
	if (!text_same(text_lines(q->arena, page->reason), file->review.reason))
		page->reason_before = file->review.reason;
}

/* Cannot be decided: the same page with what was typed and the reason why. */
static struct fail *typed_again(struct request *q, const struct review_file *file, enum verdict verdict)
{
	const struct fail *fail = workflow_fail(verdict);
	struct voice_rows voices;

	form_mistake(q, "version", fail->say, NULL);
	voice_later(q, q->id, &voices);
	TRY(db_collect(q->db));
	q->again = true;
	struct review_page *page = review_page_of(q, file, &voices);
	page->is_closed = !page->may_decide;
	page->has_conflict = verdict == VERDICT_STALE && page->may_decide;
	if (page->has_conflict)
		hold_against_kept(q, file, page);
	return answer_page_with(q, fail_status(fail->kind), &PAGE_review_show, page);
}

static struct fail *approve(struct request *q, const struct review_file *file, const struct act_form *form,
                            struct json *content)
{
	/* what was typed stands in the page: an empty required field is found there */
	q->again = true;
	const struct list fields = review_stage_views(q, file, NULL);
	q->again = false;
	for (EACH(const struct field_view, field, fields))
		if (field->is_missing)
			form_mistake(q, field->input, field->is_choice ? SAY_content_choose : SAY_content_missing,
			             field->title, NULL);
	/* a reason was written, and would be lost: perhaps the other button was meant */
	if (!text_empty(form->reason))
		form_mistake(q, "reason", SAY_review_reason_unused, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	struct json *decisions = json_new_list(q->arena);
	json_add(decisions, review_decision(q, &file->review, form->version, content));
	TRY(review_pass(q, decisions, REVIEW_APPROVED, ACTION_APPROVE));
	return answer_redirect(q, "/reviews/%lld?done=1", (long long)q->id);
}

static const char *joined_marks(struct arena *arena, const struct list *marks)
{
	struct text text = {.arena = arena};

	for (EACH(const char *, mark, *marks)) {
		if (text.length > 0)
			text_say(&text, "\n");
		text_say(&text, *mark);
	}
	return text.length > 0 ? text.bytes : "";
}

static struct fail *save(struct request *q, const struct act_form *form, const char *content)
{
	TRY(db_change(q->db, &SQL_review_save, NULL,
	              ARGS(V(q->id), V(form->version), V(content), V(form->reason),
	                   V(joined_marks(q->arena, &form->marks)), V(form->due_on))));
	return answer_redirect(q, "/reviews/%lld?saved=%lld", (long long)q->id, (long long)form->version + 1);
}

static void check_marks(struct request *q, const struct review_file *file, const struct act_form *form)
{
	for (EACH(const char *, mark, form->marks))
		if (!review_has_field(file, *mark))
			form_mistake(q, "marks", SAY_review_marks, NULL);
}

static bool is_earlier_stage(const struct review_file *file, int64_t stage_id)
{
	for (EACH(const struct stage_option, stage, file->earlier))
		if (stage->id == stage_id)
			return true;
	return false;
}

static struct json *marks_json(struct arena *arena, const struct list *marks)
{
	struct json *list = json_new_list(arena);

	for (EACH(const char *, mark, *marks))
		json_add(list, json_new_text(arena, *mark));
	return list;
}

static struct fail *give_back(struct request *q, const struct review_file *file, const struct act_form *form,
                              struct json *content)
{
	if (text_empty(form->reason))
		form_mistake(q, "reason", SAY_review_reason_missing, NULL);
	if (day_is(form->due_on) && days_between(q->today, form->due_on) < 0)
		form_mistake(q, "due_on", SAY_review_due_past, NULL);
	if (form->to && !is_earlier_stage(file, form->to))
		form_mistake(q, "to", SAY_review_to_unknown, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	struct json *decision = review_decision(q, &file->review, form->version, content);
	json_put(decision, "reason", json_new_text(q->arena, form->reason));
	json_put(decision, "marks", marks_json(q->arena, &form->marks));
	if (day_is(form->due_on))
		json_put(decision, "due", json_new_text(q->arena, day_iso(q->arena, form->due_on)));
	if (form->to)
		json_put(decision, "to", json_new_number(q->arena, form->to));
	struct json *decisions = json_new_list(q->arena);
	json_add(decisions, decision);
	TRY(review_return(q, decisions));
	return answer_redirect(q, "/reviews/%lld?done=1", (long long)q->id);
}

struct fail *review_act(struct request *q)
{
	const struct act_form *form = form_read(q);
	struct review_file file = {0};

	TRY(review_open(q, q->id, true, &file));
	const struct situation situation = review_situation(q, &file, form->version);
	const enum action action = form->act != ACT_RETURN ? ACTION_APPROVE
	                           : form->to              ? ACTION_SEND_BACK
	                                                   : ACTION_RETURN;
	const enum verdict verdict = workflow_judge(&situation, action);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return typed_again(q, &file, verdict);

	const struct json *old = content_parse(q->arena, file.review.content);
	struct json *content = content_read(q, &file.form, old, &form->values);
	check_marks(q, &file, form);
	if (q->mistakes.count > 0)
		return form_again(q);
	switch (form->act) {
	case ACT_APPROVE:
		return approve(q, &file, form, content);
	case ACT_RETURN:
		return give_back(q, &file, form, content);
	case ACT_SAVE:
	case ACTS:
		break;
	}
	return save(q, form, json_print(q->arena, content, false));
}
