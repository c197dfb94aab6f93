/*
 * csv.h: tables as text, as spreadsheets write and paste them: comma or tab between cells, quoted where needed (RFC 4180),
 * in UTF-8 with or without BOM, or in CP932.
 */
#ifndef CHOSHO_KIT_CSV_H
#define CHOSHO_KIT_CSV_H

#include "kit/arena.h"
#include "kit/shape.h"
#include "kit/text.h"

#define CSV_ROWS_MAX 20000
#define CSV_CELLS_MAX 200 /* in a row */

struct csv_row {
	int64_t line;       /* where it begins, from 1 */
	const char **cells; /* UTF-8, to the letter, line breaks as \n, without the guard of csv_add_cell */
	size_t count;
};

enum csv_flaw {
	CSV_GOOD,
	CSV_ENCODING, /* neither UTF-8 nor CP932, or with a NUL */
	CSV_QUOTE,    /* a quote is opened and never closed, or something stands behind a closed one */
	CSV_TOO_MANY, /* rows or cells */
};

/*
 * Rows without any text are passed over. When the first line has a tab, tabs part the cells: that is what a spreadsheet pastes.
 * *out_line: where the flaw is (0: nowhere in particular).
 */
enum csv_flaw csv_read(struct arena *arena, const char *bytes, size_t length, struct list *rows, int64_t *out_line);

/* The cell of a column; "" where the row is shorter. */
const char *csv_cell(const struct csv_row *row, size_t column);

/*
 * Adds a quoted cell and what follows it. What a spreadsheet would take for a formula, also in full-width signs, gets an
 * apostrophe in front; csv_read takes exactly that off again.
 */
void csv_add_cell(struct text *out, const char *value, bool is_last);

#endif
