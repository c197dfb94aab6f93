/* sheet.c: opens a sheet's file: the sheet itself and all that belongs beside it, in one round trip. */
#include "sheet/sheet.h"

#include <assert.h>
#include <string.h>

#include "assignment/holder.h"
#include "history/history.h"
#include "sheet/part.h"
#include "sql_sheet.h"

static const struct field sheet_fields[] = {
	FIELD(struct sheet, id),
	FIELD(struct sheet, version),
	FIELD_NAMED(struct sheet, state, sheet_state_names),
	FIELD(struct sheet, edition),
	FIELD(struct sheet, pass),
	FIELD(struct sheet, settled_edition),
	FIELD(struct sheet, is_correction),
	FIELD(struct sheet, content),
	FIELD(struct sheet, is_late),
	FIELD(struct sheet, is_migrated),
	FIELD(struct sheet, is_untouched),
	FIELD(struct sheet, due_on),
	FIELD(struct sheet, review_due_on),
	FIELD(struct sheet, saved_at),
	FIELD(struct sheet, submitted_at),
	FIELD(struct sheet, submitted_by),
	FIELD(struct sheet, since),
	FIELD(struct sheet, submitter),
	FIELD(struct sheet, saver),
	FIELD(struct sheet, round_id),
	FIELD(struct sheet, round_title),
	FIELD(struct sheet, fiscal_year),
	FIELD(struct sheet, form_id),
	FIELD(struct sheet, is_open),
	FIELD(struct sheet, opens_on),
	FIELD(struct sheet, is_refusing),
	FIELD(struct sheet, plan_id),
	FIELD(struct sheet, plan_title),
	FIELD(struct sheet, item_id),
	FIELD(struct sheet, item_code),
	FIELD(struct sheet, item_number),
	FIELD(struct sheet, item_title),
	FIELD(struct sheet, description),
	FIELD(struct sheet, is_priority),
	FIELD(struct sheet, path),
	FIELD(struct sheet, goal),
	FIELD(struct sheet, department_id),
	FIELD(struct sheet, department),
	FIELD(struct sheet, department_now),
	FIELD(struct sheet, in_charge_id),
	FIELD(struct sheet, in_charge),
	FIELD(struct sheet, contributors),
	FIELD(struct sheet, tags),
	FIELD(struct sheet, contributes),
	FIELD(struct sheet, stage_id),
	FIELD(struct sheet, stage_title),
	FIELD(struct sheet, stage_position),
	FIELD(struct sheet, questions),
	FIELD(struct sheet, open_questions),
	FIELD(struct sheet, desks),
	FIELD(struct sheet, deciders),
	FIELD(struct sheet, steered_reason),
	FIELD(struct sheet, steered_at),
	FIELD(struct sheet, steered_by),
};
const struct shape sheet_shape = SHAPE(struct sheet, sheet_fields);

static const char *const review_state_codes[] = {
	[REVIEW_WAITING] = "waiting",   [REVIEW_APPROVED] = "approved",
	[REVIEW_RETURNED] = "returned", [REVIEW_STOPPED] = "stopped",
	[REVIEW_UNDONE] = "undone",     [REVIEW_RECORDED] = "recorded",
	[REVIEW_DEFERRED] = "deferred", [REVIEW_NOT_SELECTED] = "not_selected",
};
static const enum say review_state_labels[] = {
	[REVIEW_WAITING] = SAY_review_waiting,   [REVIEW_APPROVED] = SAY_review_approved,
	[REVIEW_RETURNED] = SAY_review_returned, [REVIEW_STOPPED] = SAY_review_stopped,
	[REVIEW_UNDONE] = SAY_review_undone,     [REVIEW_RECORDED] = SAY_review_recorded,
	[REVIEW_DEFERRED] = SAY_review_deferred, [REVIEW_NOT_SELECTED] = SAY_review_not_selected,
};
static_assert(sizeof review_state_codes / sizeof *review_state_codes == REVIEW_STATES, "every state has a name");
static_assert(sizeof review_state_labels / sizeof *review_state_labels == REVIEW_STATES, "every state has a label");
const struct names review_state_names = {review_state_codes, review_state_labels, REVIEW_STATES};

static const char *const desk_kind_codes[] = {
	[DESK_HEAD] = "head",
	[DESK_SECRETARIAT] = "secretariat",
	[DESK_BODY] = "body",
};
static_assert(sizeof desk_kind_codes / sizeof *desk_kind_codes == DESK_KINDS, "every desk has a name");
const struct names desk_kind_names = {desk_kind_codes, NULL, DESK_KINDS};

static const struct field stage_entry_fields[] = {
	FIELD(struct stage_entry, title),
	FIELD(struct stage_entry, text),
};
const struct shape stage_entry_shape = SHAPE(struct stage_entry, stage_entry_fields);

static const struct field judgement_fields[] = {
	FIELD(struct judgement, id),
	FIELD_NAMED(struct judgement, state, review_state_names),
	FIELD(struct judgement, edition),
	FIELD_NAMED(struct judgement, kind, desk_kind_names),
	FIELD(struct judgement, content),
	FIELD(struct judgement, stage_title),
	FIELD(struct judgement, stage_position),
	FIELD(struct judgement, desk),
	FIELD(struct judgement, department_id),
	FIELD(struct judgement, body_id),
	FIELD(struct judgement, reason),
	FIELD(struct judgement, marks),
	FIELD(struct judgement, arrived_at),
	FIELD(struct judgement, decided_at),
	FIELD(struct judgement, due_on),
	FIELD(struct judgement, decider),
	FIELD(struct judgement, decided_by),
	FIELD(struct judgement, decided_for),
	FIELD(struct judgement, is_deputy),
	FIELD(struct judgement, pass),
	FIELD(struct judgement, returned_to),
	FIELD(struct judgement, to_stage),
	FIELD(struct judgement, is_signed),
	FIELD(struct judgement, viewer),
	FIELD(struct judgement, viewed_at),
	FIELD_LIST(struct judgement, entries, stage_entry_shape),
	FIELD(struct judgement, is_recorded),
	FIELD(struct judgement, may_open),
};
const struct shape judgement_shape = SHAPE(struct judgement, judgement_fields);

static const struct field earlier_fields[] = {
	FIELD(struct earlier, sheet_id),
	FIELD(struct earlier, content),
	FIELD(struct earlier, round_title),
	FIELD(struct earlier, fiscal_year),
};
const struct shape earlier_shape = SHAPE(struct earlier, earlier_fields);

/* One field of a stage's form, repeated for each value of its scale. */
struct stage_field_row {
	int64_t stage_position;
	const char *code;
	const char *title;
	enum field_type type;
	const char *choice_code;
	const char *choice_label;
};
static const struct field stage_field_row_fields[] = {
	FIELD(struct stage_field_row, stage_position), FIELD(struct stage_field_row, code),
	FIELD(struct stage_field_row, title),          FIELD_NAMED(struct stage_field_row, type, field_type_names),
	FIELD(struct stage_field_row, choice_code),    FIELD(struct stage_field_row, choice_label),
};
const struct shape stage_field_row_shape = SHAPE(struct stage_field_row, stage_field_row_fields);

/* Does this role decide at such a desk? */
static bool decides(const struct assignment *assignment, enum desk_kind kind, int64_t department_id, int64_t body_id)
{
	switch (kind) {
	case DESK_HEAD:
		return assignment->role == ROLE_HEAD && assignment->department_id == department_id;
	case DESK_SECRETARIAT:
		return assignment->role == ROLE_SECRETARIAT;
	case DESK_BODY:
		return (assignment->role == ROLE_CHAIR || assignment->role == ROLE_DEPUTY) &&
		       assignment->body_id == body_id;
	case DESK_KINDS:
		break;
	}
	return false;
}

const struct assignment *viewer_duty(const struct viewer *viewer, enum desk_kind kind, int64_t department_id,
                                     int64_t body_id)
{
	const struct assignment *found = NULL;

	/* a chair who is deputy as well decides as chair */
	for (EACH(const struct assignment, assignment, viewer->assignments))
		if (decides(assignment, kind, department_id, body_id) &&
		    (!found || (assignment->role == ROLE_CHAIR && !assignment->for_id && found->role == ROLE_DEPUTY)))
			found = assignment;
	return found;
}

bool viewer_sits_on(const struct viewer *viewer, int64_t body_id)
{
	return viewer_has_for_body(viewer, ROLE_MEMBER, body_id) || viewer_has_for_body(viewer, ROLE_CHAIR, body_id) ||
	       viewer_has_for_body(viewer, ROLE_DEPUTY, body_id);
}

/* May the viewer open the review's own page: who decides there, the body's members, and those who see all. */
static bool may_open(const struct viewer *viewer, const struct judgement *judgement)
{
	return viewer_duty(viewer, judgement->kind, judgement->department_id, judgement->body_id) ||
	       (judgement->kind == DESK_BODY && viewer_sits_on(viewer, judgement->body_id)) ||
	       viewer_has(viewer, ROLE_SECRETARIAT) || viewer_has(viewer, ROLE_AUDITOR);
}

/* What a judgement recorded by its stage's form, in the form's order. */
static struct list entries_of(struct arena *arena, const struct judgement *judgement, const struct list *fields)
{
	const struct json *content = content_parse(arena, judgement->content);
	struct stage_entry *entries = arena_many(arena, struct stage_entry, fields->count);
	const char *code = NULL;
	size_t count = 0;

	for (EACH(const struct stage_field_row, row, *fields)) {
		const char *value = json_text(json_get(content, row->code));

		if (row->stage_position != judgement->stage_position || !value)
			continue;
		if (!code || strcmp(code, row->code) != 0)
			entries[count++] = (struct stage_entry){row->title, value};
		if (text_same(row->choice_code, value))
			entries[count - 1].text = text_join(arena, value, " ", row->choice_label);
		code = row->code;
	}
	return (struct list){entries, count};
}

static void lay_out_beside(struct request *q, struct sheet_file *file, const struct list *stage_fields)
{
	for (EACH(struct judgement, judgement, file->judgements)) {
		if (judgement->kind == DESK_SECRETARIAT)
			judgement->desk = words_say(q->language, SAY_desk_secretariat);
		judgement->entries = entries_of(q->arena, judgement, stage_fields);
		judgement->is_recorded = judgement->entries.count > 0 &&
		                         (judgement->state == REVIEW_APPROVED || judgement->state == REVIEW_RECORDED ||
		                          judgement->state == REVIEW_RETURNED);
		judgement->may_open =
			judgement->id && judgement->state != REVIEW_RECORDED && may_open(&q->viewer, judgement);
	}
}

bool sheet_reads_drafts(const struct viewer *viewer, const struct sheet *sheet)
{
	return viewer_has(viewer, ROLE_SECRETARIAT) || viewer_has(viewer, ROLE_ADMINISTRATOR) ||
	       viewer_has(viewer, ROLE_AUDITOR) || sheet->contributes ||
	       viewer_has_for_department(viewer, ROLE_AUTHOR, sheet->department_id) ||
	       viewer_has_for_department(viewer, ROLE_HEAD, sheet->department_id);
}

void sheet_forget_after(struct sheet_file *file, int64_t edition)
{
	size_t judgements = 0, events = 0;

	for (EACH(const struct judgement, judgement, file->judgements))
		if (judgement->edition <= edition)
			*LIST_AT(struct judgement, file->judgements, judgements++) = *judgement;
	for (EACH(const struct event, event, file->events))
		if (event->edition <= edition)
			*LIST_AT(struct event, file->events, events++) = *event;
	file->judgements.count = judgements;
	file->events.count = events;
}

/* Between two submissions parts are shown as they stand, to who reads drafts; otherwise as they were submitted. */
static void lay_out_parts(struct request *q, struct sheet_file *file)
{
	const enum sheet_state state = file->sheet.state;

	part_lay_out(q, file,
	             state != SHEET_REVIEWING && state != SHEET_SETTLED &&
	                     sheet_reads_drafts(&q->viewer, &file->sheet));
}

static void read_core_later(struct request *q, int64_t id, bool acting, struct sheet_file *file)
{
	if (acting)
		db_later_change(q->db, &SQL_sheet_lock, NULL, ARGS(V(id)));
	db_later_one(q->db, &SQL_sheet_find, &file->sheet, ARGS(V(id), V(q->viewer.account_id)));
	content_rows_later(q->db, id, &file->form);
	db_later_many(q->db, &SQL_sheet_reviews, &file->judgements, ARGS(V(id)));
	db_later_many(q->db, &SQL_sheet_parts, &file->parts, ARGS(V(id), V(0)));
}

struct fail *sheet_hold(struct request *q, int64_t id, struct sheet_file *file)
{
	read_core_later(q, id, true, file);
	TRY(db_collect(q->db));
	lay_out_parts(q, file);
	return NULL;
}

struct fail *sheet_open(struct request *q, int64_t id, bool acting, struct sheet_file *file)
{
	struct list stage_fields, holders;

	read_core_later(q, id, acting, file);
	db_later_maybe(q->db, &SQL_sheet_last, &file->last, &file->has_last, ARGS(V(id)));
	db_later_many(q->db, &SQL_sheet_stage_fields, &stage_fields, ARGS(V(id)));
	db_later_many(q->db, &SQL_sheet_deciders, &holders, ARGS(V(id)));
	history_of_sheet_later(q->db, id, HISTORY_ON_A_PAGE, &file->events);
	TRY(db_collect(q->db));
	file->sheet.deciders = holder_lines(q, &holders);
	lay_out_beside(q, file, &stage_fields);
	lay_out_parts(q, file);
	return NULL;
}

bool sheet_is_decided_since(const struct sheet_file *file, int64_t pass)
{
	for (EACH(const struct judgement, judgement, file->judgements))
		if (judgement->pass >= pass &&
		    (judgement->state == REVIEW_APPROVED || judgement->state == REVIEW_RETURNED ||
		     judgement->state == REVIEW_DEFERRED))
			return true;
	return false;
}

int64_t sheet_latest_pass(const struct sheet_file *file)
{
	int64_t latest = 0;

	for (EACH(const struct judgement, judgement, file->judgements))
		if (judgement->pass > latest)
			latest = judgement->pass;
	return latest;
}

struct list sheet_side_by_side(struct request *q, const struct sheet_file *file, int64_t pass)
{
	struct judgement *beside = arena_many(q->arena, struct judgement, file->judgements.count + 1);
	size_t count = 0;

	for (EACH(const struct judgement, judgement, file->judgements))
		if (judgement->pass == pass && judgement->kind == DESK_BODY && judgement->state != REVIEW_RECORDED &&
		    judgement->state != REVIEW_UNDONE && judgement->state != REVIEW_NOT_SELECTED)
			beside[count++] = *judgement;
	return (struct list){beside, count > 1 ? count : 0};
}

static unsigned relations_of(const struct viewer *viewer, const struct sheet *sheet)
{
	unsigned relations = 0;

	if (viewer_has_for_department(viewer, ROLE_AUTHOR, sheet->department_id))
		relations |= RELATION(RELATION_AUTHOR);
	if (viewer_has_for_department(viewer, ROLE_HEAD, sheet->department_id))
		relations |= RELATION(RELATION_HEAD);
	if (viewer_has(viewer, ROLE_SECRETARIAT))
		relations |= RELATION(RELATION_SECRETARIAT);
	return relations;
}

struct situation sheet_situation(const struct request *q, const struct sheet_file *file, int64_t version)
{
	const struct sheet *sheet = &file->sheet;

	return (struct situation){
		.state = sheet->state,
		.relations = relations_of(&q->viewer, sheet),
		.is_open = sheet->is_open,
		.is_refused = sheet->is_refusing && days_between(sheet->due_on, q->today) > 0,
		.is_submitter = sheet->submitted_by == q->viewer.account_id,
		.is_untouched = !sheet_is_decided_since(file, sheet->pass),
		.is_stale = version != 0 && version != sheet->version,
	};
}

const struct judgement *sheet_return(const struct sheet_file *file)
{
	const struct judgement *latest = NULL;

	for (EACH(const struct judgement, judgement, file->judgements))
		if (judgement->state == REVIEW_RETURNED && !judgement->returned_to)
			latest = judgement;
	/* once settled, what was returned on the way is history; a correction begins with a reason of its own */
	return file->sheet.state == SHEET_SETTLED || (latest && latest->edition <= file->sheet.settled_edition)
	               ? NULL
	               : latest;
}

const char *sheet_holder(const struct request *q, const struct sheet *sheet)
{
	if (sheet->state == SHEET_SETTLED || sheet->state == SHEET_EXCLUDED)
		return "";
	if (sheet->state != SHEET_REVIEWING)
		return sheet->department;
	return text_empty(sheet->desks) ? words_say(q->language, SAY_desk_secretariat) : sheet->desks;
}
