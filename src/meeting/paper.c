/* paper.c: the papers of a meeting, laid out: the department's text, what earlier stages said, and what was chosen. */
#include <string.h>

#include "meeting/meeting.h"
#include "web/form.h"

static const struct field paper_record_fields[] = {
	FIELD(struct paper_record, review_id), FIELD(struct paper_record, record_id),
	FIELD(struct paper_record, stage),     FIELD(struct paper_record, desk),
	FIELD(struct paper_record, field),     FIELD(struct paper_record, is_choice),
	FIELD(struct paper_record, value),     FIELD(struct paper_record, label),
	FIELD(struct paper_record, text),
};
const struct shape paper_record_shape = SHAPE(struct paper_record, paper_record_fields);

static const struct field paper_fields[] = {
	FIELD(struct paper, id),
	FIELD(struct paper, sheet_id),
	FIELD(struct paper, edition),
	FIELD(struct paper, hash),
	FIELD(struct paper, content),
	FIELD(struct paper, text),
	FIELD(struct paper, has_parts),
	FIELD(struct paper, version),
	FIELD_NAMED(struct paper, state, review_state_names),
	FIELD(struct paper, pass),
	FIELD(struct paper, decided_at),
	FIELD(struct paper, decider),
	FIELD(struct paper, decided_reason),
	FIELD(struct paper, review_content),
	FIELD(struct paper, is_signed),
	FIELD(struct paper, submitted_by),
	FIELD_NAMED(struct paper, sheet_state, sheet_state_names),
	FIELD(struct paper, is_late),
	FIELD(struct paper, is_correction),
	FIELD(struct paper, item_code),
	FIELD(struct paper, item_number),
	FIELD(struct paper, item_title),
	FIELD(struct paper, is_priority),
	FIELD(struct paper, heading),
	FIELD(struct paper, department),
	FIELD_NAMED(struct paper, decision, choice_names),
	FIELD(struct paper, reason),
	FIELD(struct paper, due_on),
	FIELD(struct paper, chosen_content),
	FIELD(struct paper, review_version),
	FIELD(struct paper, begins_group),
	FIELD(struct paper, shows_records),
	FIELD(struct paper, shows_text),
	FIELD(struct paper, is_waiting),
	FIELD(struct paper, is_decided),
	FIELD(struct paper, is_gone),
	FIELD(struct paper, is_resubmitted),
	FIELD(struct paper, is_own),
	FIELD(struct paper, has_moved),
	FIELD(struct paper, grade),
	FIELD_LIST(struct paper, fields, field_view_shape),
	FIELD_LIST(struct paper, records, paper_record_shape),
	FIELD_LIST(struct paper, stage_fields, field_view_shape),
	FIELD_NAMED(struct paper, outcome, choice_names),
	FIELD(struct paper, outcome_reason),
};
const struct shape paper_shape = SHAPE(struct paper, paper_fields);

const char *paper_scope(struct arena *arena, const struct paper *paper)
{
	return text_format(arena, "%lld-", (long long)paper->id);
}

struct list paper_stage_views(struct request *q, const struct meeting_file *file, const struct paper *paper)
{
	struct form_rows rows = file->stage_form;
	/* what a review holds is what was kept on its own page, until something is chosen here */
	const char *content =
		paper->is_waiting && paper->review_version ? paper->chosen_content : paper->review_content;

	rows.scope = paper_scope(q->arena, paper);
	return content_view(q, &rows, content_parse(q->arena, content), NULL, NULL);
}

/* The department's text is shown as it was submitted, never as typed. */
static struct list submitted_views(struct request *q, const struct meeting_file *file, const struct paper *paper)
{
	const bool again = q->again;

	q->again = false;
	const struct list views = content_view(q, &file->form, content_parse(q->arena, paper->content), NULL, NULL);
	q->again = again;
	return views;
}

static const char *grade_of(struct list fields)
{
	for (EACH(const struct field_view, field, fields))
		if (field->is_choice)
			return field->text;
	return "";
}

/* The records are in the order of the reviews, not of the papers. */
static struct list records_of(struct arena *arena, struct list records, const struct paper *paper)
{
	struct paper_record *found = arena_many(arena, struct paper_record, records.count + 1);
	size_t count = 0;

	for (EACH(const struct paper_record, record, records))
		if (record->review_id == paper->id)
			found[count++] = *record;
	return (struct list){found, count};
}

/* What was chosen so far is for whoever signs; everybody else sees what is decided. */
static void hide_choice(struct paper *paper)
{
	paper->decision = CHOICE_NONE;
	paper->reason = NULL;
	paper->due_on = (struct day){0};
	paper->review_version = 0;
	paper->chosen_content = paper->review_content = NULL;
}

static void stand(const struct request *q, struct paper *paper)
{
	paper->is_waiting = paper->state == REVIEW_WAITING;
	paper->is_decided = paper->state == REVIEW_APPROVED || paper->state == REVIEW_RETURNED;
	paper->is_gone = !paper->is_waiting && !paper->is_decided;
	paper->is_resubmitted = paper->edition > 1;
	paper->is_own = paper->is_waiting && paper->submitted_by == q->viewer.account_id;
	paper->has_moved = paper->is_waiting && paper->review_version && paper->review_version != paper->version;
	paper->outcome = paper->is_waiting                 ? paper->decision
	                 : paper->state == REVIEW_APPROVED ? CHOICE_APPROVED
	                 : paper->state == REVIEW_RETURNED ? CHOICE_RETURNED
	                                                   : CHOICE_NONE;
	paper->outcome_reason = paper->outcome != CHOICE_RETURNED ? NULL
	                        : paper->is_waiting               ? paper->reason
	                                                          : paper->decided_reason;
}

void papers_lay_out(struct request *q, struct meeting_file *file, struct list records)
{
	const char *heading = NULL;

	for (EACH(struct paper_record, record, records))
		record->text = record->label ? text_join(q->arena, record->value, " ", record->label) : record->value;
	for (EACH(struct paper, paper, file->papers)) {
		if (!file->duty && paper->state == REVIEW_WAITING)
			hide_choice(paper);
		stand(q, paper);
		paper->begins_group = !text_empty(paper->heading) && !text_same(paper->heading, heading);
		heading = paper->heading;
		paper->fields = submitted_views(q, file, paper);
		paper->grade = grade_of(paper->fields);
		paper->records = records_of(q->arena, records, paper);
		paper->shows_records = records.count > 0;
		paper->stage_fields = paper_stage_views(q, file, paper);
	}
}

/* --- What stands in the way of signing ------------------------------------------------------------------- */

static enum verdict judge(const struct request *q, const struct meeting_file *file, const struct paper *paper)
{
	const struct situation situation = {
		.state = paper->sheet_state,
		.relations = file->duty ? RELATION(RELATION_DECIDER) : 0,
		.is_open = true,
		.is_submitter = paper->submitted_by == q->viewer.account_id,
		.is_stale = paper->has_moved,
	};

	return workflow_judge(&situation, paper->decision == CHOICE_RETURNED ? ACTION_RETURN : ACTION_APPROVE);
}

static const char *missing_field(struct request *q, const struct paper *paper)
{
	for (EACH(const struct field_view, field, paper->stage_fields))
		if (field->is_missing)
			return WORDS(q->arena, q->language, SAY_meeting_field_missing, field->title);
	return NULL;
}

const char *paper_obstacle(struct request *q, const struct meeting_file *file, const struct paper *paper)
{
	const struct fail *fail;

	if (!paper->is_waiting)
		return NULL;
	fail = workflow_fail(judge(q, file, paper));
	if (fail)
		return words_say(q->language, paper->has_moved ? SAY_meeting_sheet_moved : fail->say);
	if (paper->decision == CHOICE_NONE)
		return words_say(q->language, SAY_meeting_undecided);
	if (paper->decision == CHOICE_RETURNED && text_empty(paper->reason))
		return words_say(q->language, SAY_review_reason_missing);
	if (day_is(paper->due_on) && days_between(q->today, paper->due_on) < 0)
		return words_say(q->language, SAY_review_due_past);
	return paper->decision == CHOICE_APPROVED ? missing_field(q, paper) : NULL;
}
