/* part.c: the part that a contributing department writes into a shared sheet: who reads and writes what of it. */
#include "sheet/part.h"

#include <assert.h>
#include <string.h>

static const char *const state_codes[] = {[PART_OPEN] = "open", [PART_IN] = "in"};
static const enum say state_labels[] = {[PART_OPEN] = SAY_part_open, [PART_IN] = SAY_part_in};
static_assert(sizeof state_codes / sizeof *state_codes == PART_STATES, "every state has a name");
static_assert(sizeof state_labels / sizeof *state_labels == PART_STATES, "every state has a label");
const struct names part_state_names = {state_codes, state_labels, PART_STATES};

static const struct field part_fields[] = {
	FIELD(struct part, id),
	FIELD(struct part, version),
	FIELD_NAMED(struct part, state, part_state_names),
	FIELD(struct part, department_id),
	FIELD(struct part, named_department_id),
	FIELD(struct part, department),
	FIELD(struct part, content),
	FIELD(struct part, nothing),
	FIELD(struct part, reason),
	FIELD(struct part, submitted),
	FIELD(struct part, parts_reason),
	FIELD(struct part, hander),
	FIELD(struct part, handed_in_at),
	FIELD_LIST(struct part, fields, field_view_shape),
	FIELD(struct part, said_nothing),
	FIELD(struct part, is_now),
	FIELD(struct part, is_in),
	FIELD(struct part, is_shown),
	FIELD(struct part, is_left_out),
	FIELD(struct part, may_write),
	FIELD(struct part, may_hand_back),
	FIELD(struct part, may_open),
};
const struct shape part_shape = SHAPE(struct part, part_fields);

/* ---- who may read and do what ---- */

/* What is still being written is its department's own, as a colleague's half-written letter is: the lead and the others
 * read it when it is handed in. Those who help on the telephone see it as they see every draft. */
static bool may_read(const struct viewer *viewer, const struct part *part)
{
	return part->state == PART_IN || viewer_has_for_department(viewer, ROLE_AUTHOR, part->department_id) ||
	       viewer_has_for_department(viewer, ROLE_HEAD, part->department_id) ||
	       viewer_has(viewer, ROLE_SECRETARIAT) || viewer_has(viewer, ROLE_ADMINISTRATOR) ||
	       viewer_has(viewer, ROLE_AUDITOR);
}

struct situation part_situation(const struct request *q, const struct sheet_file *file, const struct part *part,
                                int64_t version)
{
	struct situation situation = sheet_situation(q, file, 0);

	if (viewer_has_for_department(&q->viewer, ROLE_AUTHOR, part->department_id))
		situation.relations |= RELATION(RELATION_CONTRIBUTOR);
	situation.is_part_in = part->state == PART_IN;
	situation.is_stale = version != 0 && version != part->version;
	return situation;
}

size_t part_open_count(const struct list *parts)
{
	size_t count = 0;

	for (EACH(const struct part, part, *parts))
		count += part->state == PART_OPEN;
	return count;
}

const char *part_stamp(struct arena *arena, const struct list *parts)
{
	struct text text = {.arena = arena};

	text_say(&text, "");
	for (EACH(const struct part, part, *parts))
		text_print(&text, "%s%lld.%lld", text.length > 0 ? " " : "", (long long)part->id,
		           (long long)(part->state == PART_IN ? part->version : 0));
	return text.bytes;
}

/* ---- the form, as the lead and a contributing department fill it in ---- */

static bool is_of(struct arena *arena, const struct indicator_row *row, int64_t department_id)
{
	return strstr(row->department_ids, text_format(arena, " %lld ", (long long)department_id)) != NULL;
}

static struct form_rows form_copy(struct arena *arena, const struct form_rows *rows)
{
	struct field_row *fields = arena_many(arena, struct field_row, rows->fields.count);
	struct indicator_row *indicators = arena_many(arena, struct indicator_row, rows->indicators.count);

	for (size_t i = 0; i < rows->fields.count; i++)
		fields[i] = *LIST_AT(struct field_row, rows->fields, i);
	for (size_t i = 0; i < rows->indicators.count; i++)
		indicators[i] = *LIST_AT(struct indicator_row, rows->indicators, i);
	return (struct form_rows){
		.fields = {fields,     rows->fields.count    },
		.indicators = {indicators, rows->indicators.count},
		.tallies = rows->tallies,
	};
}

struct form_rows part_form(struct arena *arena, const struct form_rows *rows, int64_t department_id)
{
	const struct form_rows form = form_copy(arena, rows);

	/* the grade is one for the whole item, and a count table has one set of figures: both are the lead's */
	for (EACH(struct field_row, field, form.fields)) {
		field->is_required = false;
		field->is_hidden = field->type == FIELD_CHOICE || field->type == FIELD_TALLY;
	}
	for (EACH(struct indicator_row, row, form.indicators)) {
		row->is_elsewhere = false;
		row->is_hidden = row->is_repeat || !is_of(arena, row, department_id);
	}
	return form;
}

/* Something said of this indicator, in whatever field. */
static bool says(const struct json *content, const char *code)
{
	for (struct json_entry field = json_first(content); field.key; field = json_next(field))
		if (!text_empty(json_text(json_get(field.value, code))))
			return true;
	return false;
}

/* What may be read of a part, as content; NULL: nothing. */
static const char *readable(const struct part *part)
{
	if (!part->is_shown || part->said_nothing)
		return NULL;
	return part->is_now ? part->content : part->submitted;
}

/* An indicator that only contributing departments answer for is written in their parts. */
static void lend_indicator(struct arena *arena, struct indicator_row *row, const struct list *parts)
{
	const struct part *writer = NULL;
	size_t writers = 0, named = 0;

	for (const char *at = row->department_ids; *at; at++)
		named += *at == ' ' && at[1] >= '0' && at[1] <= '9';
	for (EACH(const struct part, part, *parts)) {
		if (!is_of(arena, row, part->named_department_id))
			continue;
		writers++;
		if (!writer || (!says(content_parse(arena, readable(writer)), row->code) &&
		                says(content_parse(arena, readable(part)), row->code)))
			writer = part;
	}
	row->is_elsewhere = !row->is_repeat && writers > 0 && writers == named;
	if (row->is_elsewhere) {
		row->original_code = row->code;
		row->original_content = readable(writer);
	}
}

struct form_rows part_form_of_lead(struct arena *arena, const struct form_rows *rows, const struct list *parts)
{
	const struct form_rows form = form_copy(arena, rows);

	for (EACH(struct indicator_row, row, form.indicators))
		lend_indicator(arena, row, parts);
	return form;
}

struct form_rows part_form_to_read(struct arena *arena, const struct form_rows *rows, int64_t department_id,
                                   const struct json *content)
{
	const struct form_rows form = part_form(arena, rows, department_id);

	for (EACH(struct field_row, field, form.fields))
		field->is_hidden = false;
	for (EACH(struct indicator_row, row, form.indicators))
		row->is_hidden = row->is_hidden && (row->is_repeat || !says(content, row->code));
	return form;
}

/* ---- for a page ---- */

static void lay_out_one(struct request *q, struct sheet_file *file, struct part *part, bool now)
{
	const struct situation situation = part_situation(q, file, part, 0);

	part->is_now = now;
	part->is_in = part->state == PART_IN;
	part->is_left_out = !now && !part->submitted && part->parts_reason;
	part->is_shown = now ? may_read(&q->viewer, part) : part->submitted != NULL;
	part->said_nothing = now ? part->nothing : json_text(content_parse(q->arena, part->submitted));
	if (!part->is_shown)
		part->said_nothing = NULL;
	part->may_write = workflow_allows(&situation, ACTION_WRITE);
	part->may_hand_back = workflow_allows(&situation, ACTION_HAND_BACK);
	part->may_open = sheet_reads_drafts(&q->viewer, &file->sheet);
	if (readable(part)) {
		const struct json *content = content_parse(q->arena, readable(part));
		const struct form_rows form =
			part_form_to_read(q->arena, &file->form, part->named_department_id, content);

		part->fields = content_view_kept(q, &form, content, NULL, NULL);
	}
}

void part_lay_out(struct request *q, struct sheet_file *file, bool now)
{
	for (EACH(struct part, part, file->parts))
		lay_out_one(q, file, part, now);
	file->form = part_form_of_lead(q->arena, &file->form, &file->parts);
}
