/* content_changes.c: what changed within the fields of a sheet since another edition, told by character. */
#include "sheet/content.h"

#include <string.h>

#include "kit/difference.h"

/* One value that replaced another, whole: nobody reads half a choice or half a count. */
static struct list replaced(struct arena *arena, const char *was, const char *is)
{
	struct difference_run *runs = arena_many(arena, struct difference_run, 2);
	size_t count = 0;

	if (was[0] != '\0')
		runs[count++] = (struct difference_run){.text = was, .is_removed = true};
	if (is[0] != '\0')
		runs[count++] = (struct difference_run){.text = is, .is_added = true};
	return (struct list){runs, count};
}

void content_tell_changes(struct arena *arena, struct field_view *view)
{
	if (view->is_text)
		view->runs = difference_of(arena, view->before, view->text);
	else if (view->is_choice)
		view->runs = replaced(arena, view->before, view->text);
	for (EACH(struct indicator_view, indicator, view->indicators)) {
		indicator->is_changed = indicator->was && strcmp(indicator->was, indicator->actual) != 0;
		if (indicator->is_changed)
			indicator->runs = difference_of(arena, indicator->was, indicator->actual);
	}
	for (EACH(const struct tally_row_view, row, view->rows))
		for (EACH(struct cell_view, cell, row->cells)) {
			cell->is_changed = cell->was && strcmp(cell->was, cell->value) != 0;
			if (cell->is_changed)
				cell->runs = replaced(arena, cell->was, cell->value);
		}
}

int64_t content_changed(struct list views)
{
	int64_t count = 0;

	for (EACH(const struct field_view, view, views))
		count += view->is_changed;
	return count;
}

int64_t content_same_as_last(struct list views)
{
	int64_t count = 0;

	for (EACH(const struct field_view, view, views))
		count += view->is_text && view->is_same_as_last;
	return count;
}
