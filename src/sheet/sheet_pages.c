/* sheet_pages.c: what a department sees and does with one sheet. Lists are sheet_list.c's. */
#include "sheet/sheet_pages.h"

#include <string.h>

#include "history/history.h"
#include "pages_sheet.h"
#include "sheet/edition.h"
#include "sheet/part.h"
#include "sheet/sheet_forms.h"
#include "sql_sheet.h"
#include "web/answer.h"
#include "web/form.h"

/* ---- forms ---- */

static const char *const next_codes[] = {[NEXT_SAVE] = "save", [NEXT_CHECK] = "check"};
const struct names next_names = {next_codes, NULL, NEXTS};

struct edit_form {
	int64_t version;
	enum next next;
	struct list values; /* struct typed: value-… */
};
static const struct input edit_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct edit_form, version), 0,       true,  SAY_form_version, NULL       },
	{"next",    INPUT_BUTTON,  offsetof(struct edit_form, next),    0,       false, SAY_NOTHING,      &next_names},
	{"value-",  INPUT_OPEN,    offsetof(struct edit_form, values),  1000000, false, SAY_NOTHING,      NULL       },
};
const struct form sheet_edit_form = FORM(struct edit_form, edit_inputs);

static const struct input version_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct version_form, version), 0, true, SAY_form_version, NULL},
};
const struct form sheet_version_form = FORM(struct version_form, version_inputs);

struct submit_form {
	int64_t version;
	const char *parts; /* part_stamp of what the page showed */
	const char *parts_reason;
};
static const struct input submit_inputs[] = {
	{"version",      INPUT_VERSION, offsetof(struct submit_form, version),      0,    true,  SAY_form_version, NULL},
	{"parts",        INPUT_LINE,    offsetof(struct submit_form, parts),        5000, false, SAY_NOTHING,      NULL},
	{"parts_reason", INPUT_TEXT,    offsetof(struct submit_form, parts_reason), 1000, false, SAY_NOTHING,      NULL},
};
const struct form sheet_submit_form = FORM(struct submit_form, submit_inputs);

static const struct input saved_inputs[] = {
	{"saved", INPUT_NUMBER, offsetof(struct saved_form, saved), INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form sheet_saved_form = FORM(struct saved_form, saved_inputs);

/* ---- the page of one sheet: all of them are filled from this ---- */

struct sheet_page {
	struct sheet sheet;
	const char *holder;
	bool is_returned;
	bool is_reopened; /* the return is a correction 訂正 that nobody has returned since */
	bool is_excluded;
	bool shows_settled; /* it is being corrected, and the viewer reads what was settled */
	const char *return_reason;
	const char *return_desk;
	struct moment returned_at;
	bool has_last;
	struct earlier last;
	struct list fields;     /* struct field_view */
	struct list strays;     /* struct stray_view */
	struct list judgements; /* struct judgement */
	struct list records;    /* those of them that recorded an evaluation of their own */
	struct list waiting;    /* those of them that have the sheet now */
	struct list parts;      /* struct part */
	const char *parts_seen; /* part_stamp */
	int64_t parts_open;     /* how many are still being written */
	const char *parts_reason;
	const char *parts_reason_mistake;
	struct list events;
	struct list editions;  /* struct edition_line; none on pages that do not list them */
	int64_t shown_edition; /* the viewer reads this one, not what is being written; 0: the sheet as it is */
	struct list beside;    /* struct judgement: the bodies that have it side by side */
	bool may_save;
	bool may_submit;
	bool may_withdraw;
	bool may_reassign;
	bool may_reopen;
	bool may_exclude;
	bool may_include;
	bool is_closed; /* shown again, but may no longer be saved: the text is there to be copied */
	bool has_conflict;
	bool was_saved;
	bool is_resubmission;
	bool is_past_due;
	int64_t days_late;
	int64_t missing;
	int64_t same_as_last; /* texts that were taken over from the earlier round */
	int64_t changed;      /* fields that differ from the edition that the page is held against */
	const char *receipt;  /* 受付番号 */
};
static const struct field sheet_page_fields[] = {
	FIELD_PART(struct sheet_page, sheet, sheet_shape),
	FIELD(struct sheet_page, holder),
	FIELD(struct sheet_page, is_returned),
	FIELD(struct sheet_page, is_reopened),
	FIELD(struct sheet_page, is_excluded),
	FIELD(struct sheet_page, shows_settled),
	FIELD(struct sheet_page, return_reason),
	FIELD(struct sheet_page, return_desk),
	FIELD(struct sheet_page, returned_at),
	FIELD(struct sheet_page, has_last),
	FIELD_PART(struct sheet_page, last, earlier_shape),
	FIELD_LIST(struct sheet_page, fields, field_view_shape),
	FIELD_LIST(struct sheet_page, strays, stray_view_shape),
	FIELD_LIST(struct sheet_page, judgements, judgement_shape),
	FIELD_LIST(struct sheet_page, records, judgement_shape),
	FIELD_LIST(struct sheet_page, waiting, judgement_shape),
	FIELD_LIST(struct sheet_page, parts, part_shape),
	FIELD(struct sheet_page, parts_seen),
	FIELD(struct sheet_page, parts_open),
	FIELD(struct sheet_page, parts_reason),
	FIELD(struct sheet_page, parts_reason_mistake),
	FIELD_LIST(struct sheet_page, events, event_shape),
	FIELD_LIST(struct sheet_page, editions, edition_line_shape),
	FIELD(struct sheet_page, shown_edition),
	FIELD_LIST(struct sheet_page, beside, judgement_shape),
	FIELD(struct sheet_page, may_save),
	FIELD(struct sheet_page, may_submit),
	FIELD(struct sheet_page, may_withdraw),
	FIELD(struct sheet_page, may_reassign),
	FIELD(struct sheet_page, may_reopen),
	FIELD(struct sheet_page, may_exclude),
	FIELD(struct sheet_page, may_include),
	FIELD(struct sheet_page, is_closed),
	FIELD(struct sheet_page, has_conflict),
	FIELD(struct sheet_page, was_saved),
	FIELD(struct sheet_page, is_resubmission),
	FIELD(struct sheet_page, is_past_due),
	FIELD(struct sheet_page, days_late),
	FIELD(struct sheet_page, missing),
	FIELD(struct sheet_page, same_as_last),
	FIELD(struct sheet_page, changed),
	FIELD(struct sheet_page, receipt),
};
const struct shape sheet_page_shape = SHAPE(struct sheet_page, sheet_page_fields);

static struct list judgements_where(struct arena *arena, const struct list *all, bool (*fits)(const struct judgement *))
{
	struct judgement *chosen = arena_many(arena, struct judgement, all->count);
	size_t count = 0;

	for (EACH(const struct judgement, judgement, *all))
		if (fits(judgement))
			chosen[count++] = *judgement;
	return (struct list){chosen, count};
}

static bool is_waiting(const struct judgement *judgement)
{
	return judgement->state == REVIEW_WAITING;
}

static bool is_recorded(const struct judgement *judgement)
{
	return judgement->is_recorded;
}

/* A correction begins with the secretariat's reason, as a return begins with the reviewer's. */
static void fill_correction(struct sheet_page *page, const struct sheet *sheet)
{
	page->is_returned = page->is_reopened = sheet->state == SHEET_RETURNED;
	page->return_reason = sheet->steered_reason;
	page->return_desk = sheet->steered_by;
	page->returned_at = sheet->steered_at;
}

static void fill_return(struct sheet_page *page, const struct sheet_file *file)
{
	const struct judgement *returned = sheet_return(file);

	if (!returned && file->sheet.is_correction)
		fill_correction(page, &file->sheet);
	if (!returned)
		return;
	content_mark(page->fields, returned->marks);
	page->is_returned = file->sheet.state == SHEET_RETURNED;
	page->return_reason = returned->reason;
	page->return_desk = returned->desk;
	page->returned_at = returned->decided_at;
}

/* before: the edition, or the kept content, that the fields are held against; NULL for none. */
static struct sheet_page *page_of(struct request *q, const struct sheet_file *file, const struct json *before)
{
	struct sheet_page *page = arena_new(q->arena, struct sheet_page);
	const struct situation situation = sheet_situation(q, file, 0);
	const struct json *last = file->has_last ? content_parse(q->arena, file->last.content) : NULL;

	page->sheet = file->sheet;
	page->holder = sheet_holder(q, &file->sheet);
	page->has_last = file->has_last;
	page->last = file->last;
	page->fields = content_view(q, &file->form, content_parse(q->arena, file->sheet.content), last, before);
	page->strays = content_strays(q, &page->fields);
	page->judgements = file->judgements;
	page->records = judgements_where(q->arena, &file->judgements, is_recorded);
	page->waiting = judgements_where(q->arena, &file->judgements, is_waiting);
	page->parts = file->parts;
	page->parts_seen = part_stamp(q->arena, &file->parts);
	page->parts_open = (int64_t)part_open_count(&file->parts);
	page->parts_reason = q->again ? form_typed(q, "parts_reason") : NULL;
	page->parts_reason_mistake = form_mistake_of(q, "parts_reason");
	page->events = file->events;
	page->beside = sheet_side_by_side(q, file, sheet_latest_pass(file));
	page->may_save = workflow_allows(&situation, ACTION_SAVE);
	page->may_submit = workflow_allows(&situation, ACTION_SUBMIT);
	page->may_withdraw = workflow_allows(&situation, ACTION_WITHDRAW);
	page->may_reassign = workflow_allows(&situation, ACTION_REASSIGN);
	page->may_reopen = workflow_allows(&situation, ACTION_REOPEN);
	page->may_exclude = workflow_allows(&situation, ACTION_EXCLUDE);
	page->may_include = workflow_allows(&situation, ACTION_INCLUDE);
	page->is_resubmission = file->sheet.edition > 0;
	page->is_past_due = (file->sheet.state == SHEET_DRAFT || file->sheet.state == SHEET_RETURNED) &&
	                    days_between(file->sheet.due_on, q->today) > 0;
	page->days_late = page->is_past_due ? days_between(file->sheet.due_on, q->today) : 0;
	page->missing = (int64_t)content_missing(page->fields);
	page->changed = content_changed(page->fields);
	page->same_as_last = content_same_as_last(page->fields);
	page->receipt = text_format(q->arena, "%lld-%lld", (long long)file->sheet.id, (long long)file->sheet.edition);
	page->is_excluded = file->sheet.state == SHEET_EXCLUDED;
	if (sheet_reads_drafts(&q->viewer, &file->sheet))
		fill_return(page, file);
	return page;
}

/* The text of an edition; NULL when there is none. */
static struct fail *edition_text(struct request *q, const struct sheet_file *file, int64_t number,
                                 const char **out_content)
{
	struct edition edition = {0};
	bool found = false;

	*out_content = NULL;
	if (number == 0)
		return NULL;
	TRY(db_maybe(q->db, &SQL_sheet_edition, &edition, &found,
	             ARGS(V(file->sheet.id), V(number), V(q->viewer.account_id))));
	if (found)
		*out_content = edition.content;
	return NULL;
}

/* ---- show ---- */

/* The sheet's text and parts as an edition has them. */
static struct fail *read_edition(struct request *q, struct sheet_file *file, int64_t number)
{
	db_later_many(q->db, &SQL_sheet_parts, &file->parts, ARGS(V(file->sheet.id), V(number)));
	TRY(edition_text(q, file, number, &file->sheet.content));
	part_lay_out(q, file, false);
	return NULL;
}

struct fail *sheet_show(struct request *q)
{
	struct sheet_file file = {0};
	struct list editions = {NULL, 0};
	int64_t shown = 0;

	edition_list_later(q, q->id, &editions);
	TRY(sheet_open(q, q->id, false, &file));
	if (file.sheet.state != SHEET_SETTLED && !sheet_reads_drafts(&q->viewer, &file.sheet)) {
		/* the latest of those that they may read */
		shown = editions.count > 0 ? LIST_AT(struct edition_line, editions, editions.count - 1)->number : 0;
		TRY(read_edition(q, &file, shown));
	}
	if (file.events.count == HISTORY_ON_A_PAGE) {
		history_of_sheet_later(q->db, q->id, HISTORY_WHOLE, &file.events);
		TRY(db_collect(q->db));
	}
	if (shown > 0)
		sheet_forget_after(&file, shown);
	struct sheet_page *page = page_of(q, &file, NULL);
	page->editions = editions;
	page->shown_edition = shown;
	page->shows_settled = file.sheet.is_correction && shown != 0 && shown == file.sheet.settled_edition;
	return answer_page(q, &PAGE_sheet_show, page);
}

/* ---- write ---- */

struct fail *sheet_edit(struct request *q)
{
	const struct saved_form *form = q->again ? NULL : form_read(q);
	struct sheet_file file = {0};

	TRY(sheet_open(q, q->id, false, &file));
	const struct situation situation = sheet_situation(q, &file, 0);
	const enum verdict verdict = workflow_judge(&situation, ACTION_SAVE);
	/* what was typed is shown even where it can no longer be kept */
	if (!q->again || verdict == VERDICT_NOT_YOURS)
		TRY(workflow_fail(verdict));
	struct sheet_page *page = page_of(q, &file, NULL);
	page->is_closed = !page->may_save;
	page->was_saved = form && form->saved != 0 && form->saved == file.sheet.version;
	return answer_page(q, &PAGE_sheet_edit, page);
}

/* Cannot be kept: the same page with what was typed, what stands there now, and the reason. */
static struct fail *typed_again(struct request *q, const struct sheet_file *file, enum verdict verdict)
{
	const struct fail *fail = workflow_fail(verdict);

	form_mistake(q, "version", fail->say, NULL);
	q->again = true;
	struct sheet_page *page = page_of(q, file, content_parse(q->arena, file->sheet.content));
	page->is_closed = !page->may_save;
	page->has_conflict = verdict == VERDICT_STALE && page->may_save;
	return answer_page_with(q, fail_status(fail->kind), &PAGE_sheet_edit, page);
}

struct fail *sheet_save(struct request *q)
{
	const struct edit_form *form = form_read(q);
	struct sheet_file file = {0};

	TRY(sheet_open(q, q->id, true, &file));
	const struct situation situation = sheet_situation(q, &file, form->version);
	const enum verdict verdict = workflow_judge(&situation, ACTION_SAVE);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return typed_again(q, &file, verdict);

	const struct json *old = content_parse(q->arena, file.sheet.content);
	const struct json *content = content_read(q, &file.form, old, &form->values);
	if (q->mistakes.count > 0)
		return form_again(q);
	const struct summary summary = content_summary(q->arena, &file.form, content);
	TRY(db_change(q->db, &SQL_sheet_save, NULL,
	              ARGS(V(q->id), V(form->version), V(json_print(q->arena, content, false)), V(summary.grade),
	                   V(summary.excerpt), V(q->viewer.account_id))));
	if (form->next == NEXT_CHECK)
		return answer_redirect(q, "/sheets/%lld/check", (long long)q->id);
	return answer_redirect(q, "/sheets/%lld/edit?saved=%lld", (long long)q->id, (long long)form->version + 1);
}

/* ---- check and submit ---- */

static struct fail *draw_check(struct request *q, bool is_conflict)
{
	struct sheet_file file = {0};
	const char *before;

	TRY(sheet_open(q, q->id, false, &file));
	const struct situation situation = sheet_situation(q, &file, 0);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_SUBMIT)));
	TRY(edition_text(q, &file, file.sheet.edition, &before));
	struct sheet_page *page = page_of(q, &file, before ? content_parse(q->arena, before) : NULL);
	return is_conflict ? answer_page_with(q, fail_status(FAIL_CONFLICT), &PAGE_sheet_check, page)
	                   : answer_page(q, &PAGE_sheet_check, page);
}

struct fail *sheet_check(struct request *q)
{
	return draw_check(q, false);
}

/* A part came or changed while the lead was looking: the page again, as it is now, with the reason that was typed. */
static struct fail *check_anew(struct request *q)
{
	form_mistake(q, "parts", SAY_part_changed, NULL);
	q->again = true;
	return draw_check(q, true);
}

static struct fail *mistakes_of_missing(struct request *q, const struct sheet_file *file, enum verdict verdict)
{
	const struct list fields =
		content_view(q, &file->form, content_parse(q->arena, file->sheet.content), NULL, NULL);

	for (EACH(const struct field_view, field, fields))
		if (field->is_missing)
			form_mistake(q, field->input, field->is_choice ? SAY_content_choose : SAY_content_missing,
			             field->title, NULL);
	if (verdict == VERDICT_PARTS)
		form_mistake(q, "parts_reason", SAY_verdict_parts, NULL);
	return q->mistakes.count > 0 ? form_again(q) : NULL;
}

struct fail *sheet_submit(struct request *q)
{
	const struct submit_form *form = form_read(q);
	struct sheet_file file = {0};

	TRY(sheet_hold(q, q->id, &file));
	struct situation situation = sheet_situation(q, &file, form->version);
	const bool is_waited_for = part_open_count(&file.parts) > 0;
	situation.lacks_parts = is_waited_for && text_empty(form->parts_reason);
	const enum verdict verdict = workflow_judge(&situation, ACTION_SUBMIT);
	if (verdict != VERDICT_PARTS)
		TRY(workflow_fail(verdict));
	if (!text_same(form->parts, part_stamp(q->arena, &file.parts)))
		return check_anew(q);
	TRY(mistakes_of_missing(q, &file, verdict));
	db_later_change(q->db, &SQL_sheet_submit, NULL,
	                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name),
	                     V(is_waited_for ? form->parts_reason : "")));
	return answer_redirect(q, "/sheets/%lld/submitted", (long long)q->id);
}

struct fail *sheet_submitted(struct request *q)
{
	struct sheet_file file = {0};

	TRY(sheet_open(q, q->id, false, &file));
	if (file.sheet.edition == 0)
		return FAIL(FAIL_MISSING, SAY_sheet_not_submitted);
	return answer_page(q, &PAGE_sheet_submitted, page_of(q, &file, NULL));
}

/* ---- withdraw ---- */

struct fail *sheet_withdraw_ask(struct request *q)
{
	struct sheet_file file = {0};

	TRY(sheet_open(q, q->id, false, &file));
	const struct situation situation = sheet_situation(q, &file, 0);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_WITHDRAW)));
	return answer_page(q, &PAGE_sheet_withdraw, page_of(q, &file, NULL));
}

struct fail *sheet_withdraw(struct request *q)
{
	const struct version_form *form = form_read(q);
	struct sheet_file file = {0};

	TRY(sheet_hold(q, q->id, &file));
	const struct situation situation = sheet_situation(q, &file, form->version);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_WITHDRAW)));
	db_later_change(q->db, &SQL_sheet_withdraw, NULL,
	                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name)));
	return answer_redirect(q, "/sheets/%lld/edit", (long long)q->id);
}
