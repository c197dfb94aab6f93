/* part_pages.c: what a contributing department and the lead see and do with one part of a shared sheet. */
#include "sheet/part.h"

#include <stddef.h>

#include "history/history.h"
#include "pages_sheet.h"
#include "sheet/sheet_forms.h"
#include "sheet/sheet_pages.h"
#include "sql_sheet.h"
#include "web/answer.h"
#include "web/form.h"

#define REASON_CHARS 1000

/* ---- forms ---- */

struct writing_form {
	int64_t version;
	enum next next;
	const char *nothing;
	struct list values; /* struct typed: value-… */
};
static const struct input edit_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct writing_form, version), 0,            true,  SAY_form_version, NULL       },
	{"next",    INPUT_BUTTON,  offsetof(struct writing_form, next),    0,            false, SAY_NOTHING,      &next_names},
	{"nothing", INPUT_TEXT,    offsetof(struct writing_form, nothing), REASON_CHARS, false, SAY_NOTHING,      NULL       },
	{"value-",  INPUT_OPEN,    offsetof(struct writing_form, values),  1000000,      false, SAY_NOTHING,      NULL       },
};
const struct form part_edit_form = FORM(struct writing_form, edit_inputs);

struct hand_back_form {
	int64_t version;
	const char *reason;
};
static const struct input hand_back_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct hand_back_form, version), 0,            true, SAY_form_version,        NULL},
	{"reason",  INPUT_TEXT,    offsetof(struct hand_back_form, reason),  REASON_CHARS, true, SAY_part_reason_missing,
         NULL														 },
};
const struct form part_hand_back_form = FORM(struct hand_back_form, hand_back_inputs);

/* ---- the page of one part: all of them are filled from this ---- */

struct part_place {
	int64_t sheet_id;
};
static const struct field part_place_fields[] = {
	FIELD(struct part_place, sheet_id),
};
const struct shape part_place_shape = SHAPE(struct part_place, part_place_fields);

/* A part with the sheet that it belongs to. */
struct part_file {
	struct sheet_file sheet;
	struct part *part;
	struct form_rows form; /* as its department fills it in */
	bool has_last;
	struct earlier last;
};

struct part_page {
	struct sheet sheet;
	struct part part;
	bool has_last;
	struct earlier last;
	struct list parts;  /* this one alone */
	struct list fields; /* struct field_view: as its department fills it in */
	struct list strays; /* struct stray_view */
	const char *nothing;
	const char *nothing_mistake;
	const char *nothing_before; /* what a colleague has kept of it meanwhile */
	bool is_empty;              /* neither a text nor a reason */
	bool is_both;               /* a text and a reason why there is none */
	bool is_closed;             /* shown again, but may no longer be saved: the text is there to be copied */
	bool has_conflict;
	bool was_saved;
	bool is_past_due;
	bool is_handed_over; /* to its own department, while it lies with the lead */
	int64_t days_late;
	const char *reason; /* as typed: why the lead hands it back */
	const char *reason_mistake;
	struct list judgements; /* none: its history is that of the part */
	struct list events;     /* struct event */
};
static const struct field part_page_fields[] = {
	FIELD_PART(struct part_page, sheet, sheet_shape),
	FIELD_PART(struct part_page, part, part_shape),
	FIELD(struct part_page, has_last),
	FIELD_PART(struct part_page, last, earlier_shape),
	FIELD_LIST(struct part_page, parts, part_shape),
	FIELD_LIST(struct part_page, fields, field_view_shape),
	FIELD_LIST(struct part_page, strays, stray_view_shape),
	FIELD(struct part_page, nothing),
	FIELD(struct part_page, nothing_mistake),
	FIELD(struct part_page, nothing_before),
	FIELD(struct part_page, is_empty),
	FIELD(struct part_page, is_both),
	FIELD(struct part_page, is_closed),
	FIELD(struct part_page, has_conflict),
	FIELD(struct part_page, was_saved),
	FIELD(struct part_page, is_past_due),
	FIELD(struct part_page, is_handed_over),
	FIELD(struct part_page, days_late),
	FIELD(struct part_page, reason),
	FIELD(struct part_page, reason_mistake),
	FIELD_LIST(struct part_page, judgements, judgement_shape),
	FIELD_LIST(struct part_page, events, event_shape),
};
const struct shape part_page_shape = SHAPE(struct part_page, part_page_fields);

static struct part *part_of(const struct sheet_file *file, int64_t id)
{
	for (EACH(struct part, part, file->parts))
		if (part->id == id)
			return part;
	return NULL;
}

/* acting: holds the sheet until the transaction ends. Who may not read drafts reads parts on the sheet's own page. */
static struct fail *open_part(struct request *q, bool acting, struct part_file *file)
{
	struct part_place place;

	TRY(db_one(q->db, &SQL_sheet_part_place, &place, ARGS(V(q->id))));
	db_later_maybe(q->db, &SQL_sheet_part_last, &file->last, &file->has_last, ARGS(V(q->id)));
	TRY(sheet_open(q, place.sheet_id, acting, &file->sheet));
	file->part = part_of(&file->sheet, q->id);
	if (!file->part || !file->part->may_open)
		return FAIL(FAIL_MISSING, SAY_web_missing_page);
	file->form = part_form(q->arena, &file->sheet.form, file->part->named_department_id);
	return NULL;
}

/* What was typed goes before what is kept. */
static const char *typed_or(const struct request *q, const char *name, const char *kept)
{
	const char *typed = q->again ? form_typed(q, name) : NULL;

	return typed ? typed : kept;
}

/* before: what a colleague has kept meanwhile; NULL for none. */
static struct part_page *page_of(struct request *q, const struct part_file *file, const struct json *before)
{
	struct part_page *page = arena_new(q->arena, struct part_page);
	const struct sheet *sheet = &file->sheet.sheet;
	const struct json *content = content_parse(q->arena, file->part->content);
	const struct json *last = file->has_last ? content_parse(q->arena, file->last.content) : NULL;

	page->sheet = *sheet;
	page->part = *file->part;
	page->has_last = file->has_last;
	page->last = file->last;
	page->parts = (struct list){file->part, 1};
	page->fields = content_view(q, &file->form, content, last, before);
	page->strays = content_strays(q, &page->fields);
	page->nothing = typed_or(q, "nothing", file->part->nothing);
	page->nothing_mistake = form_mistake_of(q, "nothing");
	if (before && !text_same(text_lines(q->arena, page->nothing ? page->nothing : ""), file->part->nothing))
		page->nothing_before = file->part->nothing;
	page->is_empty = json_count(content) == 0 && text_empty(file->part->nothing);
	page->is_both = json_count(content) > 0 && !text_empty(file->part->nothing);
	page->days_late = days_between(sheet->due_on, q->today);
	page->is_past_due = (sheet->state == SHEET_DRAFT || sheet->state == SHEET_RETURNED) && page->days_late > 0;
	page->reason = typed_or(q, "reason", NULL);
	page->reason_mistake = form_mistake_of(q, "reason");
	page->events = file->sheet.events;
	return page;
}

/* ---- show ---- */

static struct list events_of(struct arena *arena, const struct list *all, const char *department)
{
	struct event *events = arena_many(arena, struct event, all->count);
	size_t count = 0;

	for (EACH(const struct event, event, *all))
		if (text_same(event->part_department, department))
			events[count++] = *event;
	return (struct list){events, count};
}

struct fail *part_show(struct request *q)
{
	struct part_file file = {0};

	TRY(open_part(q, false, &file));
	if (file.sheet.events.count == HISTORY_ON_A_PAGE) {
		history_of_sheet_later(q->db, file.sheet.sheet.id, HISTORY_WHOLE, &file.sheet.events);
		TRY(db_collect(q->db));
	}
	struct part_page *page = page_of(q, &file, NULL);
	page->is_handed_over = file.part->is_now && file.part->is_in &&
	                       viewer_has_for_department(&q->viewer, ROLE_AUTHOR, file.part->department_id);
	page->events = events_of(q->arena, &file.sheet.events, file.part->department);
	return answer_page(q, &PAGE_sheet_part, page);
}

/* ---- write ---- */

struct fail *part_edit(struct request *q)
{
	const struct saved_form *form = q->again ? NULL : form_read(q);
	struct part_file file = {0};

	TRY(open_part(q, false, &file));
	const struct situation situation = part_situation(q, &file.sheet, file.part, 0);
	const enum verdict verdict = workflow_judge(&situation, ACTION_WRITE);
	/* what was typed is shown even where it can no longer be kept */
	if (!q->again || verdict == VERDICT_NOT_YOURS)
		TRY(workflow_fail(verdict));
	struct part_page *page = page_of(q, &file, NULL);
	page->is_closed = !file.part->may_write;
	page->was_saved = form && form->saved != 0 && form->saved == file.part->version;
	return answer_page(q, &PAGE_sheet_part_edit, page);
}

/* Cannot be kept: the same page with what was typed, what stands there now, and the reason. */
static struct fail *typed_again(struct request *q, const struct part_file *file, enum verdict verdict)
{
	const struct fail *fail = workflow_fail(verdict);

	form_mistake(q, "version", fail->say, NULL);
	q->again = true;
	struct part_page *page = page_of(q, file, content_parse(q->arena, file->part->content));
	page->is_closed = !file->part->may_write;
	page->has_conflict = verdict == VERDICT_STALE && !page->is_closed;
	return answer_page_with(q, fail_status(fail->kind), &PAGE_sheet_part_edit, page);
}

struct fail *part_save(struct request *q)
{
	const struct writing_form *form = form_read(q);
	struct part_file file = {0};

	TRY(open_part(q, true, &file));
	const struct situation situation = part_situation(q, &file.sheet, file.part, form->version);
	const enum verdict verdict = workflow_judge(&situation, ACTION_WRITE);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return typed_again(q, &file, verdict);

	const struct json *old = content_parse(q->arena, file.part->content);
	const struct json *content = content_read(q, &file.form, old, &form->values);
	if (q->mistakes.count > 0)
		return form_again(q);
	TRY(db_change(q->db, &SQL_sheet_part_save, NULL,
	              ARGS(V(q->id), V(form->version), V(json_print(q->arena, content, false)),
	                   V(text_empty(form->nothing) ? "" : form->nothing), V(q->viewer.account_id))));
	if (form->next == NEXT_CHECK)
		return answer_redirect(q, "/parts/%lld/check", (long long)q->id);
	return answer_redirect(q, "/parts/%lld/edit?saved=%lld", (long long)q->id, (long long)form->version + 1);
}

/* ---- hand in ---- */

struct fail *part_check(struct request *q)
{
	struct part_file file = {0};

	TRY(open_part(q, false, &file));
	const struct situation situation = part_situation(q, &file.sheet, file.part, 0);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_HAND_IN)));
	return answer_page(q, &PAGE_sheet_part_check, page_of(q, &file, NULL));
}

struct fail *part_hand_in(struct request *q)
{
	const struct version_form *form = form_read(q);
	struct part_file file = {0};

	TRY(open_part(q, true, &file));
	const struct situation situation = part_situation(q, &file.sheet, file.part, form->version);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_HAND_IN)));
	const struct part_page *page = page_of(q, &file, NULL);
	if (page->is_empty || page->is_both) {
		form_mistake(q, "nothing", page->is_empty ? SAY_part_empty : SAY_part_both, NULL);
		return form_again(q);
	}
	db_later_change(q->db, &SQL_sheet_part_hand_in, NULL,
	                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name)));
	return answer_redirect(q, "/parts/%lld", (long long)q->id);
}

/* ---- hand back ---- */

struct fail *part_hand_back_ask(struct request *q)
{
	struct part_file file = {0};

	TRY(open_part(q, false, &file));
	const struct situation situation = part_situation(q, &file.sheet, file.part, 0);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_HAND_BACK)));
	return answer_page(q, &PAGE_sheet_part_hand_back, page_of(q, &file, NULL));
}

struct fail *part_hand_back(struct request *q)
{
	const struct hand_back_form *form = form_read(q);
	struct part_file file = {0};

	TRY(open_part(q, true, &file));
	const struct situation situation = part_situation(q, &file.sheet, file.part, form->version);
	TRY(workflow_fail(workflow_judge(&situation, ACTION_HAND_BACK)));
	db_later_change(q->db, &SQL_sheet_part_hand_back, NULL,
	                ARGS(V(q->id), V(form->version), V(form->reason), V(q->viewer.account_id), V(q->viewer.name)));
	return answer_redirect(q, "/parts/%lld", (long long)q->id);
}
