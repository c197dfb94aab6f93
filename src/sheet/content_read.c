/* content_read.c: what was typed becomes content. Laying content out for pages is content_view.c's. */
#include "sheet/content_names.h"
#include "sql_sheet.h"

#include <string.h>

void content_rows_later(struct db *db, int64_t sheet_id, struct form_rows *rows)
{
	db_later_many(db, &SQL_sheet_fields, &rows->fields, ARGS(V(sheet_id)));
	db_later_many(db, &SQL_sheet_indicators, &rows->indicators, ARGS(V(sheet_id)));
	db_later_many(db, &SQL_sheet_tallies, &rows->tallies, ARGS(V(sheet_id)));
}

struct json *content_parse(struct arena *arena, const char *text)
{
	struct json_error error;
	struct json *json = text ? json_read(arena, text, strlen(text), &error) : NULL;

	return json ? json : json_new_object(arena);
}

/* The reading of one form: what is left of `typed` at the end was no field of it. */
struct reading {
	struct request *q;
	const struct form_rows *rows;
	const struct json *old;
	const struct list *typed;
	bool *is_used;
	struct json *content;
};

static const char *typed_value(struct reading *reading, const char *input)
{
	for (size_t i = 0; i < reading->typed->count; i++) {
		const struct typed *typed = LIST_AT(struct typed, *reading->typed, i);

		if (reading->is_used[i] || strcmp(typed->name, input) != 0)
			continue;
		reading->is_used[i] = true;
		return typed->value;
	}
	return NULL;
}

static void read_text(struct reading *reading, const struct field_row *field, const char *input, const char *value)
{
	struct arena *arena = reading->q->arena;
	const char *text = text_lines(arena, value);
	size_t count = text_count(text);

	if (field->max_chars && count > (size_t)field->max_chars)
		form_mistake(reading->q, input, SAY_content_too_long, field->title,
		             text_format(arena, "%lld", (long long)field->max_chars),
		             text_format(arena, "%zu", count - (size_t)field->max_chars), NULL);
	if (!text_empty(text))
		json_put(reading->content, field->code, json_new_text(arena, text));
}

/* A value fits when it equals the scale's after folding: a full-width Ｂ means B. */
static void read_choice(struct reading *reading, const struct field_row *field, const char *input, const char *value)
{
	struct arena *arena = reading->q->arena;
	const char *folded = text_fold(arena, value);

	if (folded[0] == '\0')
		return;
	for (EACH(const struct field_row, row, reading->rows->fields)) {
		if (strcmp(row->code, field->code) != 0 || !row->choice_code)
			continue;
		if (strcmp(text_fold(arena, row->choice_code), folded) == 0) {
			json_put(reading->content, field->code, json_new_text(arena, row->choice_code));
			return;
		}
	}
	form_mistake(reading->q, input, SAY_content_no_choice, field->title, NULL);
}

static void read_indicators(struct reading *reading, const struct field_row *field)
{
	struct arena *arena = reading->q->arena;
	const struct json *old = json_get(reading->old, field->code);
	struct json *actuals = json_new_object(arena);

	for (EACH(const struct indicator_row, row, reading->rows->indicators)) {
		const char *input = input_of_indicator(arena, field->code, row->id);
		const bool is_asked = !row->is_repeat && !row->is_elsewhere && !row->is_hidden;
		const char *value = is_asked ? typed_value(reading, input) : NULL;
		const char *text = value ? text_lines(arena, value) : json_text(json_get(old, row->code));

		if (value && text_count(text) > CONTENT_ACTUAL_CHARS)
			form_mistake(reading->q, input, SAY_content_too_long, row->name,
			             text_format(arena, "%d", CONTENT_ACTUAL_CHARS),
			             text_format(arena, "%zu", text_count(text) - CONTENT_ACTUAL_CHARS), NULL);
		if (text && !text_empty(text))
			json_put(actuals, row->code, json_new_text(arena, text));
	}
	if (json_count(actuals) > 0)
		json_put(reading->content, field->code, actuals);
}

/* A blank cell is 'not reported' and differs from 0. */
static void read_cell(struct reading *reading, const struct field_row *field, const struct tally_title *row,
                      const struct tally_title *column, struct json *cells)
{
	struct arena *arena = reading->q->arena;
	const char *input = input_of_cell(arena, field->code, row->position, column->position);
	const char *value = typed_value(reading, input);
	struct json *kept = json_get(json_get(json_get(reading->old, field->code), row->title), column->title);
	int64_t number;

	if (!value && kept)
		json_put(cells, column->title, json_new_number(arena, json_number(kept)));
	if (!value || text_empty(value))
		return;
	if (text_number(text_fold(arena, value), &number) && number >= 0 && number <= CONTENT_COUNT_MAX)
		json_put(cells, column->title, json_new_number(arena, number));
	else
		form_mistake(reading->q, input, SAY_content_no_count, row->title, column->title, NULL);
}

static void read_tally(struct reading *reading, const struct field_row *field)
{
	struct json *table = json_new_object(reading->q->arena);

	for (EACH(const struct tally_title, row, reading->rows->tallies)) {
		if (!row->is_row || strcmp(row->field, field->code) != 0)
			continue;
		struct json *cells = json_new_object(reading->q->arena);
		for (EACH(const struct tally_title, column, reading->rows->tallies))
			if (!column->is_row && strcmp(column->field, field->code) == 0)
				read_cell(reading, field, row, column, cells);
		if (json_count(cells) > 0)
			json_put(table, row->title, cells);
	}
	if (json_count(table) > 0)
		json_put(reading->content, field->code, table);
}

static void read_single(struct reading *reading, const struct field_row *field)
{
	const char *input = input_of_field(reading->q->arena, reading->rows, field->code);
	const char *value = typed_value(reading, input);
	struct json *kept = json_get(reading->old, field->code);

	if (!value) {
		if (kept)
			json_put(reading->content, field->code, json_new_text(reading->q->arena, json_text(kept)));
		return;
	}
	if (text_has_control(text_lines(reading->q->arena, value)))
		form_mistake(reading->q, input, SAY_content_control, field->title, NULL);
	else if (field->type == FIELD_CHOICE)
		read_choice(reading, field, input, value);
	else
		read_text(reading, field, input, value);
}

/* What is not asked for here stays as it is. */
static void keep_old(struct reading *reading, const struct field_row *field)
{
	struct json *kept = json_get(reading->old, field->code);

	if (kept)
		json_put(reading->content, field->code, kept);
}

struct json *content_read(struct request *q, const struct form_rows *rows, const struct json *old,
                          const struct list *typed)
{
	struct reading reading = {
		.q = q,
		.rows = rows,
		.old = old,
		.typed = typed,
		.is_used = arena_many(q->arena, bool, typed->count + 1),
		.content = json_new_object(q->arena),
	};
	const struct field_row *last = NULL;

	for (EACH(const struct field_row, field, rows->fields)) {
		if (last && strcmp(last->code, field->code) == 0)
			continue;
		last = field;
		if (field->is_hidden)
			keep_old(&reading, field);
		else if (field->type == FIELD_INDICATORS)
			read_indicators(&reading, field);
		else if (field->type == FIELD_TALLY)
			read_tally(&reading, field);
		else
			read_single(&reading, field);
	}
	for (size_t i = 0; i < typed->count; i++)
		if (!reading.is_used[i])
			form_mistake(q, LIST_AT(struct typed, *typed, i)->name, SAY_content_unknown_field, NULL);
	return reading.content;
}

struct summary content_summary(struct arena *arena, const struct form_rows *rows, const struct json *content)
{
	struct summary summary = {0};

	for (EACH(const struct field_row, field, rows->fields))
		summary_take(arena, &summary, field_type_names.codes[field->type],
		             json_text(json_get(content, field->code)));
	return summary;
}
