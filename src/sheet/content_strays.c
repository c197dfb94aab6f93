/* content_strays.c: what was typed for a field that the form does not have (any more). It cannot be kept, but comes back. */
#include "sheet/content_names.h"

#include <string.h>

static const struct field stray_view_fields[] = {
	FIELD(struct stray_view, id),
	FIELD(struct stray_view, text),
};
const struct shape stray_view_shape = SHAPE(struct stray_view, stray_view_fields);

static bool has_indicator(const struct field_view *view, const char *input)
{
	for (EACH(const struct indicator_view, indicator, view->indicators))
		if (!indicator->is_read_only && strcmp(indicator->input, input) == 0)
			return true;
	return false;
}

static bool has_cell(const struct field_view *view, const char *input)
{
	for (EACH(const struct tally_row_view, row, view->rows))
		for (EACH(const struct cell_view, cell, row->cells))
			if (strcmp(cell->input, input) == 0)
				return true;
	return false;
}

/* Whether the page shows what was typed in this input; *out_id: it has an element of that name at least. */
static bool is_shown(const struct list *views, const char *input, bool *out_id)
{
	*out_id = false;
	for (EACH(const struct field_view, view, *views)) {
		*out_id = *out_id || strcmp(view->input, input) == 0;
		if (has_indicator(view, input) || has_cell(view, input) ||
		    ((view->is_text || view->is_choice) && strcmp(view->input, input) == 0))
			return true;
	}
	return false;
}

struct list content_strays(struct request *q, const struct list *views)
{
	struct stray_view *strays = arena_many(q->arena, struct stray_view, q->typed.count + 1);
	size_t count = 0;
	bool has_id;

	if (!q->again)
		return (struct list){NULL, 0};
	for (EACH(const struct typed, typed, q->typed))
		if (strncmp(typed->name, INPUT_PREFIX, strlen(INPUT_PREFIX)) == 0 &&
		    !is_shown(views, typed->name, &has_id))
			strays[count++] =
				(struct stray_view){has_id ? "" : form_id(q->arena, typed->name), typed->value};
	return (struct list){strays, count};
}
