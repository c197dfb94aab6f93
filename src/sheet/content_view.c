/* content_view.c: lays content out field by field for pages. Reading what was typed is content_read.c's. */
#include "sheet/content_names.h"

#include <string.h>

#include "kit/difference.h"

static const char *const type_codes[] = {
	[FIELD_TEXT] = "text",
	[FIELD_CHOICE] = "choice",
	[FIELD_INDICATORS] = "indicators",
	[FIELD_TALLY] = "tally",
};
const struct names field_type_names = {type_codes, NULL, FIELD_TYPES};

static const struct field field_row_fields[] = {
	FIELD(struct field_row, code),         FIELD(struct field_row, title),
	FIELD(struct field_row, help),         FIELD_NAMED(struct field_row, type, field_type_names),
	FIELD(struct field_row, is_required),  FIELD(struct field_row, is_published),
	FIELD(struct field_row, max_chars),    FIELD(struct field_row, choice_code),
	FIELD(struct field_row, choice_label),
};
const struct shape field_row_shape = SHAPE(struct field_row, field_row_fields);

static const struct field indicator_row_fields[] = {
	FIELD(struct indicator_row, id),
	FIELD(struct indicator_row, code),
	FIELD(struct indicator_row, activity),
	FIELD(struct indicator_row, name),
	FIELD(struct indicator_row, unit),
	FIELD(struct indicator_row, target),
	FIELD(struct indicator_row, departments),
	FIELD(struct indicator_row, department_ids),
	FIELD(struct indicator_row, is_repeat),
	FIELD(struct indicator_row, original_code),
	FIELD(struct indicator_row, original_content),
	FIELD(struct indicator_row, original_item),
};
const struct shape indicator_row_shape = SHAPE(struct indicator_row, indicator_row_fields);

static const struct field tally_title_fields[] = {
	FIELD(struct tally_title, field),  FIELD(struct tally_title, tally),    FIELD(struct tally_title, unit),
	FIELD(struct tally_title, is_row), FIELD(struct tally_title, position), FIELD(struct tally_title, title),
};
const struct shape tally_title_shape = SHAPE(struct tally_title, tally_title_fields);

static const struct field choice_view_fields[] = {
	FIELD(struct choice_view, code), FIELD(struct choice_view, label),     FIELD(struct choice_view, input),
	FIELD(struct choice_view, id),   FIELD(struct choice_view, is_chosen),
};
static const struct shape choice_view_shape = SHAPE(struct choice_view, choice_view_fields);

static const struct field indicator_view_fields[] = {
	FIELD(struct indicator_view, input),        FIELD(struct indicator_view, id),
	FIELD(struct indicator_view, activity),     FIELD(struct indicator_view, name),
	FIELD(struct indicator_view, unit),         FIELD(struct indicator_view, target),
	FIELD(struct indicator_view, departments),  FIELD(struct indicator_view, actual),
	FIELD(struct indicator_view, last),         FIELD(struct indicator_view, is_repeat),
	FIELD(struct indicator_view, mistake),      FIELD(struct indicator_view, original_item),
	FIELD(struct indicator_view, before),       FIELD_LIST(struct indicator_view, runs, difference_run_shape),
	FIELD(struct indicator_view, is_changed),   FIELD(struct indicator_view, is_elsewhere),
	FIELD(struct indicator_view, is_read_only),
};
static const struct shape indicator_view_shape = SHAPE(struct indicator_view, indicator_view_fields);

static const struct field cell_view_fields[] = {
	FIELD(struct cell_view, input),      FIELD(struct cell_view, id),
	FIELD(struct cell_view, column),     FIELD(struct cell_view, row),
	FIELD(struct cell_view, value),      FIELD(struct cell_view, mistake),
	FIELD(struct cell_view, before),     FIELD_LIST(struct cell_view, runs, difference_run_shape),
	FIELD(struct cell_view, is_changed),
};
static const struct shape cell_view_shape = SHAPE(struct cell_view, cell_view_fields);

static const struct field tally_row_view_fields[] = {
	FIELD(struct tally_row_view, title),
	FIELD_LIST(struct tally_row_view, cells, cell_view_shape),
	FIELD(struct tally_row_view, total),
};
static const struct shape tally_row_view_shape = SHAPE(struct tally_row_view, tally_row_view_fields);

static const struct field field_view_fields[] = {
	FIELD(struct field_view, code),
	FIELD(struct field_view, input),
	FIELD(struct field_view, id),
	FIELD(struct field_view, title),
	FIELD(struct field_view, help),
	FIELD(struct field_view, is_required),
	FIELD(struct field_view, is_text),
	FIELD(struct field_view, is_choice),
	FIELD(struct field_view, is_indicators),
	FIELD(struct field_view, is_tally),
	FIELD(struct field_view, max_chars),
	FIELD(struct field_view, text),
	FIELD(struct field_view, value),
	FIELD_LIST(struct field_view, choices, choice_view_shape),
	FIELD_LIST(struct field_view, indicators, indicator_view_shape),
	FIELD_LIST(struct field_view, columns, cell_view_shape),
	FIELD_LIST(struct field_view, rows, tally_row_view_shape),
	FIELD(struct field_view, tally),
	FIELD(struct field_view, unit),
	FIELD(struct field_view, grand_total),
	FIELD(struct field_view, last),
	FIELD(struct field_view, has_last),
	FIELD(struct field_view, is_same_as_last),
	FIELD(struct field_view, is_compared),
	FIELD(struct field_view, is_changed),
	FIELD(struct field_view, before),
	FIELD_LIST(struct field_view, runs, difference_run_shape),
	FIELD(struct field_view, is_marked),
	FIELD(struct field_view, is_ticked),
	FIELD(struct field_view, is_empty),
	FIELD(struct field_view, is_missing),
	FIELD(struct field_view, mistake),
	FIELD(struct field_view, stray),
};
const struct shape field_view_shape = SHAPE(struct field_view, field_view_fields);

/* The three sources that a field is laid out from. */
struct sources {
	const struct json *content;
	const struct json *last;
	const struct json *before;
};

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* What stands in a field: what was typed when the page is shown again, or else what is kept. */
static const char *shown(const struct request *q, const char *input, const char *kept)
{
	const char *typed = q->again ? form_typed(q, input) : NULL;

	return typed ? typed : or_empty(kept);
}

/* What is kept and differs from what was typed here; NULL when there is nothing to compare. */
static const char *kept_otherwise(struct request *q, const struct sources *from, const char *input, const char *kept)
{
	const char *typed = q->again && from->before ? form_typed(q, input) : NULL;

	return typed && !text_empty(kept) && !text_same(text_lines(q->arena, typed), kept) ? kept : NULL;
}

/* Is the page held against another edition: not against what a colleague has kept meanwhile? */
static bool is_compared(const struct request *q, const struct sources *from)
{
	return from->before && !q->again;
}

/* A count as it is shown; "" : not reported. */
static const char *count_text(struct arena *arena, const struct json *cell)
{
	return cell ? text_format(arena, "%lld", (long long)json_number(cell)) : "";
}

static bool same_json(struct arena *arena, const struct json *a, const struct json *b)
{
	return text_same(a ? json_print(arena, a, false) : NULL, b ? json_print(arena, b, false) : NULL);
}

/* A value in words, for 'last year' and 'before': what a person would read on paper. */
static const char *in_words(struct arena *arena, const struct form_rows *rows, const struct field_row *field,
                            const struct json *value)
{
	const char *text = or_empty(json_text(value));

	if (field->type != FIELD_CHOICE || text[0] == '\0')
		return text;
	for (EACH(const struct field_row, row, rows->fields))
		if (strcmp(row->code, field->code) == 0 && text_same(row->choice_code, text))
			return text_join(arena, text, " ", row->choice_label);
	return text;
}

static void view_choices(struct request *q, const struct form_rows *rows, const struct field_row *field,
                         struct field_view *view)
{
	struct choice_view *choices = arena_many(q->arena, struct choice_view, rows->fields.count);
	size_t count = 0;

	view->stray = view->value;
	for (EACH(const struct field_row, row, rows->fields)) {
		if (strcmp(row->code, field->code) != 0 || !row->choice_code)
			continue;
		choices[count] = (struct choice_view){
			.code = row->choice_code,
			.label = row->choice_label,
			.input = view->input,
			/* the first one carries the field's own id: the error summary leads there */
			.id = count == 0 ? view->id : text_format(q->arena, "%s-%zu", view->id, count + 1),
			.is_chosen = strcmp(row->choice_code, view->value) == 0,
		};
		if (choices[count].is_chosen)
			view->stray = "";
		count++;
	}
	view->choices = (struct list){choices, count};
}

static const char *repeated_actual(struct arena *arena, const struct indicator_row *row, const char *field)
{
	const struct json *other = content_parse(arena, row->original_content);

	return json_text(json_get(json_get(other, field), row->original_code));
}

/* What is kept of an actual: here, where the original of a repeated one stands, or in the part of who writes it. */
static const char *kept_actual(struct arena *arena, const struct indicator_row *row, const struct json *content,
                               const char *field)
{
	const char *own = json_text(json_get(json_get(content, field), row->code));
	const char *other = row->is_repeat || row->is_elsewhere ? repeated_actual(arena, row, field) : NULL;

	return row->is_repeat || other ? other : own;
}

static void view_indicators(struct request *q, const struct form_rows *rows, const struct sources *from,
                            struct field_view *view)
{
	struct indicator_view *list = arena_many(q->arena, struct indicator_view, rows->indicators.count);
	size_t count = 0;

	view->is_empty = true;
	for (EACH(const struct indicator_row, row, rows->indicators)) {
		const char *input = input_of_indicator(q->arena, view->code, row->id);
		const char *kept = kept_actual(q->arena, row, from->content, view->code);

		if (row->is_hidden)
			continue;
		list[count] = (struct indicator_view){
			.input = input,
			.id = form_id(q->arena, input),
			.activity = row->activity,
			.name = row->name,
			.unit = row->unit,
			.target = row->target,
			.departments = row->departments,
			.actual = row->is_repeat || row->is_elsewhere ? or_empty(kept) : shown(q, input, kept),
			.last = or_empty(json_text(json_get(json_get(from->last, view->code), row->code))),
			.is_repeat = row->is_repeat,
			.is_elsewhere = row->is_elsewhere,
			.is_read_only = row->is_repeat || row->is_elsewhere,
			.was = !row->is_repeat && !row->is_elsewhere && is_compared(q, from)
		                       ? or_empty(json_text(json_get(json_get(from->before, view->code), row->code)))
		                       : NULL,
			.original_item = row->original_item,
			.mistake = form_mistake_of(q, input),
			.before = kept_otherwise(q, from, input, kept),
		};
		if (list[count].is_read_only)
			list[count].mistake = NULL;
		else if (!text_empty(list[count].actual))
			view->is_empty = false;
		else
			view->is_missing = view->is_required;
		count++;
	}
	view->indicators = (struct list){list, count};
}

static bool add_to(int64_t *total, bool *any, const char *value)
{
	int64_t number;

	if (!text_number(value, &number))
		return false;
	*any = true;
	return !__builtin_add_overflow(*total, number, total);
}

static const char *total_text(struct arena *arena, int64_t total, bool any)
{
	return any ? text_format(arena, "%lld", (long long)total) : "";
}

static size_t titles_of(const struct form_rows *rows, const char *field, bool is_row, const struct tally_title **out)
{
	size_t count = 0;

	for (EACH(const struct tally_title, title, rows->tallies))
		if (title->is_row == is_row && strcmp(title->field, field) == 0)
			out[count++] = title;
	return count;
}

static void view_tally_row(struct request *q, const struct sources *from, struct field_view *view,
                           const struct tally_title *row, const struct tally_title **columns, size_t column_count,
                           struct tally_row_view *out)
{
	struct cell_view *cells = arena_many(q->arena, struct cell_view, column_count);
	const struct json *kept = json_get(json_get(from->content, view->code), row->title);
	const struct json *was = json_get(json_get(from->before, view->code), row->title);
	int64_t total = 0;
	bool any = false;

	for (size_t i = 0; i < column_count; i++) {
		const char *number = count_text(q->arena, json_get(kept, columns[i]->title));
		const char *input = input_of_cell(q->arena, view->code, row->position, columns[i]->position);

		cells[i] = (struct cell_view){
			.input = input,
			.id = form_id(q->arena, input),
			.column = columns[i]->title,
			.row = row->title,
			.value = shown(q, input, number),
			.before = kept_otherwise(q, from, input, number),
			.was = is_compared(q, from) ? count_text(q->arena, json_get(was, columns[i]->title)) : NULL,
			.mistake = form_mistake_of(q, input),
		};
		add_to(&total, &any, cells[i].value);
	}
	*out = (struct tally_row_view){
		row->title, {cells, column_count},
                 total_text(q->arena, total, any)
        };
	view->is_empty = view->is_empty && !any;
}

/* Column totals are computed from what is shown; what was stated in a source is only ever reported. */
static void view_tally_totals(struct request *q, struct field_view *view, const struct tally_title **columns,
                              size_t column_count)
{
	struct cell_view *totals = arena_many(q->arena, struct cell_view, column_count);
	int64_t grand = 0;
	bool any_grand = false;

	for (size_t i = 0; i < column_count; i++) {
		int64_t total = 0;
		bool any = false;

		for (EACH(const struct tally_row_view, row, view->rows))
			add_to(&total, &any, LIST_AT(struct cell_view, row->cells, i)->value);
		totals[i] = (struct cell_view){.column = columns[i]->title, .value = total_text(q->arena, total, any)};
		add_to(&grand, &any_grand, totals[i].value);
	}
	view->columns = (struct list){totals, column_count};
	view->grand_total = total_text(q->arena, grand, any_grand);
}

static void view_tally(struct request *q, const struct form_rows *rows, const struct sources *from,
                       struct field_view *view)
{
	const struct tally_title **row_titles = arena_many(q->arena, const struct tally_title *, rows->tallies.count);
	const struct tally_title **columns = arena_many(q->arena, const struct tally_title *, rows->tallies.count);
	size_t row_count = titles_of(rows, view->code, true, row_titles);
	size_t column_count = titles_of(rows, view->code, false, columns);
	struct tally_row_view *list = arena_many(q->arena, struct tally_row_view, row_count);

	view->is_empty = true;
	for (size_t i = 0; i < row_count; i++)
		view_tally_row(q, from, view, row_titles[i], columns, column_count, &list[i]);
	view->rows = (struct list){list, row_count};
	view_tally_totals(q, view, columns, column_count);
	view->tally = row_count > 0 ? row_titles[0]->tally : "";
	view->unit = row_count > 0 ? or_empty(row_titles[0]->unit) : "";
	view->is_missing = view->is_required && row_count > 0 && view->is_empty;
}

static struct field_view view_field(struct request *q, const struct form_rows *rows, const struct field_row *field,
                                    const struct sources *from)
{
	const char *input = input_of_field(q->arena, rows, field->code);
	const struct json *kept = json_get(from->content, field->code);
	const struct json *last = json_get(from->last, field->code);
	const struct json *before = json_get(from->before, field->code);
	struct field_view view = {
		.code = field->code,
		.input = input,
		.id = form_id(q->arena, input),
		.title = field->title,
		.help = field->help,
		.is_required = field->is_required,
		.is_text = field->type == FIELD_TEXT,
		.is_choice = field->type == FIELD_CHOICE,
		.is_indicators = field->type == FIELD_INDICATORS,
		.is_tally = field->type == FIELD_TALLY,
		.max_chars = field->max_chars ? text_format(q->arena, "%lld", (long long)field->max_chars) : "",
		.last = in_words(q->arena, rows, field, last),
		.before = in_words(q->arena, rows, field, before),
		.has_last = last && !text_empty(json_text(last)),
		.is_same_as_last = last && same_json(q->arena, last, kept),
		.is_compared = is_compared(q, from),
		.is_changed = from->before && !same_json(q->arena, before, kept),
	};

	view.mistake = form_mistake_of(q, view.input);
	view.value = shown(q, view.input, json_text(kept));
	view.text = view.value;
	if (q->again && from->before && (view.is_text || view.is_choice))
		view.is_changed = kept_otherwise(q, from, input, json_text(before)) != NULL;
	if (view.is_text || view.is_choice) {
		view.is_empty = text_empty(view.value);
		view.is_missing = view.is_required && view.is_empty;
	}
	if (view.is_choice) {
		view_choices(q, rows, field, &view);
		view.text = in_words(q->arena, rows, field, kept);
	}
	if (view.is_indicators)
		view_indicators(q, rows, from, &view);
	if (view.is_tally)
		view_tally(q, rows, from, &view);
	if (view.is_compared && view.is_changed)
		content_tell_changes(q->arena, &view);
	return view;
}

struct list content_view(struct request *q, const struct form_rows *rows, const struct json *content,
                         const struct json *last, const struct json *before)
{
	const struct sources from = {content, last, before};
	struct field_view *views = arena_many(q->arena, struct field_view, rows->fields.count);
	const struct field_row *last_row = NULL;
	size_t count = 0;

	for (EACH(const struct field_row, row, rows->fields)) {
		if (last_row && strcmp(last_row->code, row->code) == 0)
			continue; /* another value of the same choice */
		last_row = row;
		if (row->is_hidden)
			continue;
		views[count] = view_field(q, rows, row, &from);
		/* a table that belongs to another item is not asked for here; nor are indicators where there are none */
		if ((views[count].is_tally && views[count].rows.count == 0) ||
		    (views[count].is_indicators && views[count].indicators.count == 0))
			continue;
		count++;
	}
	return (struct list){views, count};
}

struct list content_view_kept(struct request *q, const struct form_rows *rows, const struct json *content,
                              const struct json *last, const struct json *before)
{
	const bool again = q->again;

	q->again = false;
	const struct list views = content_view(q, rows, content, last, before);
	q->again = again;
	return views;
}

bool content_is_marked(const char *marks, const char *code)
{
	size_t length = strlen(code);

	for (const char *line = marks; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		if (strncmp(line, code, length) == 0 && (line[length] == '\n' || line[length] == '\0'))
			return true;
	return false;
}

void content_mark(struct list views, const char *marks)
{
	for (EACH(struct field_view, view, views))
		view->is_marked = view->is_marked || content_is_marked(marks, view->code);
}

size_t content_missing(struct list views)
{
	size_t count = 0;

	for (EACH(const struct field_view, view, views))
		count += view->is_missing;
	return count;
}
