/* review_view.c: lays out what the page of one review shows: the text that is judged, who judged it before, what whoever
 * decides has typed or kept. What they do is review_pages.c's. */
#include "review/review_view.h"

#include <string.h>

#include "history/history.h"
#include "web/form.h"

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
	FIELD_PART(struct review_page, voice, voice_shape),
	FIELD_LIST(struct review_page, beside, judgement_shape),
	FIELD(struct review_page, is_stopped),
	FIELD(struct review_page, has_stopper),
	FIELD_PART(struct review_page, stopper, judgement_shape),
	FIELD(struct review_page, is_resubmitted),
	FIELD(struct review_page, has_against),
	FIELD(struct review_page, against),
	FIELD(struct review_page, is_against_own),
	FIELD(struct review_page, changed),
	FIELD(struct review_page, same_as_last),
	FIELD(struct review_page, return_reason),
	FIELD(struct review_page, return_desk),
	FIELD(struct review_page, may_decide),
	FIELD(struct review_page, may_undo),
	FIELD(struct review_page, may_defer),
	FIELD(struct review_page, may_view),
	FIELD(struct review_page, acting_for),
	FIELD(struct review_page, is_own),
	FIELD(struct review_page, is_reader),
	FIELD(struct review_page, is_decided),
	FIELD(struct review_page, was_saved),
	FIELD(struct review_page, was_done),
	FIELD(struct review_page, was_said),
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
struct list review_stage_views(struct request *q, const struct review_file *file, const struct json *before)
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
	page->same_as_last = content_same_as_last(text.fields);
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

/* Another body returned the sheet while it lay here, too. */
static void fill_stopper(struct review_page *page, const struct review_file *file)
{
	page->is_stopped = file->review.state == REVIEW_STOPPED;
	for (EACH(const struct judgement, judgement, page->beside))
		if (page->is_stopped && judgement->state == REVIEW_RETURNED) {
			page->has_stopper = true;
			page->stopper = *judgement;
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

bool review_has_field(const struct review_file *file, const char *code)
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
		if (q->again && ((strcmp(typed->name, "marks") == 0 && !review_has_field(file, typed->value)) ||
		                 (strcmp(typed->name, "to") == 0 && is_strange_stage(q, file, typed->value))))
			all[count++] = (struct stray_view){"", typed->value};
	return (struct list){all, count};
}

struct review_page *review_page_of(struct request *q, const struct review_file *file, const struct voice_rows *voices)
{
	struct review_page *page = arena_new(q->arena, struct review_page);
	const struct situation deciding = review_situation(q, file, 0);
	const struct situation undoing = review_undo_situation(q, file, 0);
	const struct situation viewing = review_view_situation(q, file, 0);
	const struct assignment *duty = review_duty(q, &file->review);

	page->review = file->review;
	page->sheet = file->sheet.sheet;
	page->holder = sheet_holder(q, &file->sheet.sheet);
	page->has_last = file->sheet.has_last;
	page->last = file->sheet.last;
	fill_text(q, file, page);
	page->stage_fields = review_stage_views(q, file, NULL);
	page->has_stage_form = page->stage_fields.count > 0;
	page->judgements = file->sheet.judgements;
	page->records = other_records(q->arena, file);
	page->earlier = earlier_stages(q, file);
	page->events = file->sheet.events;
	page->beside = sheet_side_by_side(q, &file->sheet, file->review.pass);
	fill_stopper(page, file);
	page->voice = voice_lay_out(q, file, voices);
	page->is_resubmitted = file->review.edition > 1;
	page->may_decide = workflow_allows(&deciding, ACTION_APPROVE);
	page->may_undo = workflow_allows(&undoing, ACTION_UNDO);
	page->may_defer = workflow_allows(&deciding, ACTION_DEFER);
	page->may_view = workflow_allows(&viewing, ACTION_VIEW);
	page->acting_for = page->may_decide && duty->for_id ? duty->for_name : NULL;
	page->voice.is_beside_form = page->may_decide || q->again;
	page->shows_form = page->may_decide || q->again;
	page->is_own = workflow_judge(&deciding, ACTION_APPROVE) == VERDICT_OWN;
	page->is_reader = !duty;
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
