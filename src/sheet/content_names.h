/* content_names.h: the names that content's fields have on a page. For content_view.c and content_read.c alone. */
#ifndef CHOSHO_SHEET_CONTENT_NAMES_H
#define CHOSHO_SHEET_CONTENT_NAMES_H

#include "sheet/content.h"
#include "web/form.h"

#define INPUT_PREFIX "value-"

static inline const char *input_of_field(struct arena *arena, const struct form_rows *rows, const char *code)
{
	return text_join(arena, INPUT_PREFIX, rows->scope ? rows->scope : "", code);
}

/* Indicators go by their id and cells by row and column from 1: codes and titles may hold anything. */
static inline const char *input_of_indicator(struct arena *arena, const char *code, int64_t id)
{
	return text_format(arena, INPUT_PREFIX "%s-%lld", code, (long long)id);
}

static inline const char *input_of_cell(struct arena *arena, const char *code, int64_t row, int64_t column)
{
	return text_format(arena, INPUT_PREFIX "%s-%lld-%lld", code, (long long)row, (long long)column);
}

#endif
