/* review_pages.c: what whoever decides sees of one sheet, and does with it. The queue is review_queue.c's. */
#include "review/review_pages.h"

#include <stddef.h>
#include <string.h>

#include "history/history.h"
#include "pages_review.h"
#include "review/review.h"
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

struct undo_form {
	int64_t version;
};
static const struct input undo_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct undo_form, version), 0, true, SAY_form_version, NULL},
};
const struct form review_undo_form = FORM(struct undo_form, undo_inputs);

/* GET: ?saved=3 says on the page that version 3 was just kept; ?done=1 that the decision was. */
struct show_form {
	int64_t saved;
	bool done;
};
static const struct input show_inputs[] = {
	{"saved", INPUT_NUMBER, offsetof(struct show_form, saved), INT32_MAX, false, SAY_NOTHING, NULL},
	{"done",  INPUT_YES,    offsetof(struct show_form, done),  0,         false, SAY_NOTHING, NULL},
};
const struct form review_show_form = FORM(struct show_form, show_inputs);

/* ---- the page ---- */

struct review_page {
	struct review review;
	struct sheet sheet;
	const char *holder;
	bool has_last;
	struct earlier last;
	struct list fields;       /* struct field_view: the department's text, as it is judged */
	struct list stage_fields; /* struct field_view: the stage's own form */
	struct list strays;       /* struct stray_view */
	bool has_stage_form;
	struct list judgements;
	struct list records; /* what other stages recorded */
	struct list earlier; /* struct stage_option: where a return may lead to, besides the department */
	struct list parts;
	struct list events;
	bool is_resubmitted;
	bool has_against; /* what is judged is held against another edition */
	int64_t against;
	bool is_against_own; /* … which is the one that the viewer read before */
	int64_t changed;
	const char *return_reason; /* of the return before this edition */
	const char *return_desk;
	bool may_decide;
	bool may_undo;
	bool is_own;    /* four eyes: the viewer submitted it */
	bool is_reader; /* a member, or somebody who sees all */
	bool is_decided;
	bool was_saved;
	bool was_done;
	bool shows_form;           /* to be filled in, or to be copied from */
	bool is_closed;            /* shown again, but may no longer be decided: the text is there to be copied */
	bool has_conflict;         /* a colleague has kept something meanwhile */
	const char *reason_before; /* what they kept, where it differs from what was typed */
	const char *reason;        /* as typed, or kept */
	const char *due_on;        /* as typed, or kept */
	const char *reason_mistake;
	const char *marks_mistake;
	const char *due_on_mistake;
	int64_t days_late;
};
static const struct field review_page_fields[] = {
	FIELD_PART(struct review_page, review, review_shape),
	FIELD_PART(struct review_page, sheet, sheet_shape),
	FIELD(struct review_page, holder),
	FIELD(struct review_page, has_last),
	FIELD_PART(struct review_page, last, earlier_shape),
	FIELD_LIST(struct review_page, fields, field_view_shape),
	FIELD_LIST(struct review_page, stage_fields, field_view_shape),
	FIELD_LIST(struct review_page, strays, stray_view_shape),
	FIELD(struct review_page, has_stage_form),
	FIELD_LIST(struct review_page, judgements, judgement_shape),
	FIELD_LIST(struct review_page, records, judgement_shape),
	FIELD_LIST(struct review_page, earlier, stage_option_shape),
	FIELD_LIST(struct review_page, parts, edition_part_shape),
	FIELD_LIST(struct review_page, events, event_shape),
	FIELD(struct review_page, is_resubmitted),
	FIELD(struct review_page, has_against),
	FIELD(struct review_page, against),
	FIELD(struct review_page, is_against_own),
	FIELD(struct review_page, changed),
	FIELD(struct review_page, return_reason),
	FIELD(struct review_page, return_desk),
	FIELD(struct review_page, may_decide),
	FIELD(struct review_page, may_undo),
	FIELD(struct review_page, is_own),
	FIELD(struct review_page, is_reader),
	FIELD(struct review_page, is_decided),
	FIELD(struct review_page, was_saved),
	FIELD(struct review_page, was_done),
	FIELD(struct review_page, shows_form),
	FIELD(struct review_page, is_closed),
	FIELD(struct review_page, has_conflict),
	FIELD(struct review_page, reason_before),
	FIELD(struct review_page, reason),
	FIELD(struct review_page, due_on),
	FIELD(struct review_page, reason_mistake),
	FIELD(struct review_page, marks_mistake),
	FIELD(struct review_page, due_on_mistake),
	FIELD(struct review_page, days_late),
};
const struct shape review_page_shape = SHAPE(struct review_page, review_page_fields);

/* What was typed goes before what was kept of it. */
static const char *typed_or_kept(const struct request *q, const char *name, const char *kept)
{
	const char *typed = q->again ? form_typed(q, name) : NULL;

	return typed ? typed : q->again || !kept ? "" : kept;
}

/* The stage's form has names of its own on the page where they would clash with nothing: the sheet is only shown. */
static struct list stage_views(struct request *q, const struct review_file *file, const struct json *before)
{
	return content_view(q, &file->form, content_parse(q->arena, file->review.content), NULL, before);
}

/* The department's text is shown as it was submitted, never as typed: q->again is for the stage's form alone. */
static void fill_text(struct request *q, const struct review_file *file, struct review_page *page)
{
	const bool again = q->again;
	const struct json *last = file->sheet.has_last ? content_parse(q->arena, file->sheet.last.content) : NULL;

	q->again = false;
	const struct edition_text text = edition_lay_out(q, &file->sheet.form, &file->text, last, false);
	q->again = again;
	page->fields = text.fields;
	page->parts = text.parts;
	page->changed = text.changed;
	page->has_against = file->text.has_against;
	page->against = file->text.against.number;
	page->is_against_own = file->text.against.is_read;
}

static struct list other_records(struct arena *arena, const struct review_file *file)
{
	const struct list *all = &file->sheet.judgements;
	struct judgement *records = arena_many(arena, struct judgement, all->count);
	size_t count = 0;

	for (EACH(const struct judgement, judgement, *all))
		if (judgement->is_recorded && judgement->id != file->review.id)
			records[count++] = *judgement;
	return (struct list){records, count};
}

/* The return that the department answered with this edition. */
static void fill_answered_return(struct review_page *page, const struct review_file *file)
{
	for (EACH(const struct judgement, judgement, file->sheet.judgements))
		if (judgement->state == REVIEW_RETURNED && judgement->edition == file->review.edition - 1) {
			page->return_reason = judgement->reason;
			page->return_desk = judgement->desk;
			content_mark(page->fields, judgement->marks);
		}
}

/* The earlier stages that a return may lead to, the one that was chosen marked. */
static struct list earlier_stages(const struct request *q, const struct review_file *file)
{
	const char *chosen = q->again ? form_typed(q, "to") : NULL;

	for (EACH(struct stage_option, stage, file->earlier))
		stage->is_chosen = chosen && text_same(chosen, text_format(q->arena, "%lld", (long long)stage->id));
	return file->earlier;
}

static bool is_typed_mark(const struct request *q, const char *code)
{
	for (EACH(const struct typed, typed, q->typed))
		if (strcmp(typed->name, "marks") == 0 && strcmp(typed->value, code) == 0)
			return true;
	return false;
}

/* What whoever decides is about to mark: as typed, or as kept. An earlier return's marks are shown, not ticked. */
static void fill_own_marks(const struct request *q, struct review_page *page)
{
	if (page->is_decided)
		content_mark(page->fields, page->review.marks);
	for (EACH(struct field_view, field, page->fields))
		field->is_ticked =
			q->again ? is_typed_mark(q, field->code) : content_is_marked(page->review.marks, field->code);
}

static bool is_field(const struct review_file *file, const char *code)
{
	for (EACH(const struct field_row, field, file->sheet.form.fields))
		if (strcmp(field->code, code) == 0)
			return true;
	return false;
}

/* A stage to return to that is none of the choices. */
static bool is_strange_stage(struct request *q, const struct review_file *file, const char *typed)
{
	for (EACH(const struct stage_option, stage, file->earlier))
		if (text_same(typed, text_format(q->arena, "%lld", (long long)stage->id)))
			return false;
	return !text_same(typed, "0");
}

/* What was sent and has no place on the page, a mark for a field that is gone included. */
static struct list strays_of(struct request *q, const struct review_file *file, const struct list *views)
{
	const struct list strays = content_strays(q, views);
	struct stray_view *all = arena_many(q->arena, struct stray_view, strays.count + q->typed.count + 1);
	size_t count = 0;

	for (EACH(const struct stray_view, stray, strays))
		all[count++] = *stray;
	for (EACH(const struct typed, typed, q->typed))
		if (q->again && ((strcmp(typed->name, "marks") == 0 && !is_field(file, typed->value)) ||
		                 (strcmp(typed->name, "to") == 0 && is_strange_stage(q, file, typed->value))))
			all[count++] = (struct stray_view){"", typed->value};
	return (struct list){all, count};
}

static struct review_page *page_of(struct request *q, const struct review_file *file)
{
	struct review_page *page = arena_new(q->arena, struct review_page);
	const struct situation deciding = review_situation(q, file, 0);
	const struct situation undoing = review_undo_situation(q, file, 0);

	page->review = file->review;
	page->sheet = file->sheet.sheet;
	page->holder = sheet_holder(q, &file->sheet.sheet);
	page->has_last = file->sheet.has_last;
	page->last = file->sheet.last;
	fill_text(q, file, page);
	page->stage_fields = stage_views(q, file, NULL);
	page->has_stage_form = page->stage_fields.count > 0;
	page->judgements = file->sheet.judgements;
	page->records = other_records(q->arena, file);
	page->earlier = earlier_stages(q, file);
	page->events = file->sheet.events;
	page->is_resubmitted = file->review.edition > 1;
	page->may_decide = workflow_allows(&deciding, ACTION_APPROVE);
	page->may_undo = workflow_allows(&undoing, ACTION_UNDO);
	page->shows_form = page->may_decide || q->again;
	page->is_own = workflow_judge(&deciding, ACTION_APPROVE) == VERDICT_OWN;
	page->is_reader = !review_duty(q, &file->review);
	page->is_decided = file->review.state != REVIEW_WAITING;
	page->reason = typed_or_kept(q, "reason", file->review.reason);
	page->due_on = typed_or_kept(q, "due_on", day_iso(q->arena, file->review.resubmit_on));
	page->reason_mistake = form_mistake_of(q, "reason");
	page->marks_mistake = form_mistake_of(q, "marks");
	page->due_on_mistake = form_mistake_of(q, "due_on");
	if (file->review.state == REVIEW_WAITING && days_between(file->review.due_on, q->today) > 0)
		page->days_late = days_between(file->review.due_on, q->today);
	fill_answered_return(page, file);
	fill_own_marks(q, page);
	page->strays = strays_of(q, file, &page->stage_fields);
	return page;
}

struct fail *review_show(struct request *q)
{
	const struct show_form *form = q->again ? NULL : form_read(q);
	struct review_file file = {0};

	TRY(review_open(q, q->id, false, &file));
	struct review_page *page = page_of(q, &file);
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
	page->stage_fields = stage_views(q, file, content_parse(q->arena, file->review.content));
	if (!text_same(text_lines(q->arena, page->reason), file->review.reason))
		page->reason_before = file->review.reason;
}

/* Cannot be decided: the same page with what was typed and the reason why. */
static struct fail *typed_again(struct request *q, const struct review_file *file, enum verdict verdict)
{
	const struct fail *fail = workflow_fail(verdict);

	form_mistake(q, "version", fail->say, NULL);
	q->again = true;
	struct review_page *page = page_of(q, file);
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
	const struct list fields = stage_views(q, file, NULL);
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
		if (!is_field(file, *mark))
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

/* ---- undo ---- */

struct fail *review_undo_ask(struct request *q)
{
	struct review_file file = {0};

	TRY(review_open(q, q->id, false, &file));
	const struct situation situation = review_undo_situation(q, &file, 0);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_UNDO)));
	return answer_page(q, &PAGE_review_undo, page_of(q, &file));
}

struct fail *review_undo(struct request *q)
{
	const struct undo_form *form = form_read(q);
	struct review_file file = {0};

	TRY(review_open(q, q->id, true, &file));
	const struct situation situation = review_undo_situation(q, &file, form->version);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_UNDO)));
	TRY(db_change(q->db, &SQL_review_undo, NULL,
	              ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name))));
	return answer_redirect(q, "/sheets/%lld", (long long)file.review.sheet_id);
}
