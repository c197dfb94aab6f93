/* csv.c: reads and writes tables as text. What the columns mean, the rooms know. */
#include "kit/csv.h"

#include <iconv.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* --- Letters ------------------------------------------------------------------------------------------------ */

/* Each byte of CP932 becomes three of UTF-8 at most. */
static char *from_cp932(struct arena *arena, const char *bytes, size_t length)
{
	size_t room = length * 3, left = room;
	char *out = arena_take(arena, room + 1), *end = out, *from = arena_copy(arena, bytes, length);
	iconv_t converter = iconv_open("UTF-8", "CP932");
	size_t result;

	if (converter == (iconv_t)-1)
		return NULL;
	result = iconv(converter, &from, &length, &end, &left);
	iconv_close(converter);
	if (result == (size_t)-1 || length > 0)
		return NULL;
	*end = '\0';
	return out;
}

/* As UTF-8 that ends with a NUL; NULL: it is no text. */
static char *letters(struct arena *arena, const char *bytes, size_t length)
{
	if (memchr(bytes, '\0', length))
		return NULL;
	if (length >= strlen(BOM) && memcmp(bytes, BOM, strlen(BOM)) == 0)
		return letters(arena, bytes + strlen(BOM), length - strlen(BOM));
	if (text_is_utf8(bytes, length))
		return arena_copy(arena, bytes, length);
	return from_cp932(arena, bytes, length);
}

/* --- Formulas ----------------------------------------------------------------------------------------------- */

static bool begins_formula(const char *value)
{
	static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(value, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

/* Also what looks like a guarded one, so that each text comes back as it was. */
static bool needs_guard(const char *value)
{
	while (*value == '\'')
		value++;
	return begins_formula(value);
}

static const char *without_guard(const char *value)
{
	return value[0] == '\'' && needs_guard(value) ? value + 1 : value;
}

/* --- Reading ------------------------------------------------------------------------------------------------ */

struct reading {
	struct arena *arena;
	char *at;
	char separator;
	int64_t line;
};

static bool ends_cell(const struct reading *reading, char letter)
{
	return letter == '\0' || letter == '\n' || letter == '\r' || letter == reading->separator;
}

/* A line break inside of a quoted cell, in any of its three spellings, becomes \n. */
static char take_letter(struct reading *reading)
{
	char letter = *reading->at++;

	if (letter == '\r' && *reading->at == '\n')
		reading->at++;
	if (letter != '\r' && letter != '\n')
		return letter;
	reading->line++;
	return '\n';
}

/* NULL: the quote is never closed, or closed too early. */
static const char *read_quoted(struct reading *reading)
{
	char *cell = ++reading->at, *end = cell; /* what is taken is written over what was read */

	while (*reading->at && (*reading->at != '"' || reading->at[1] == '"')) {
		if (*reading->at == '"')
			reading->at++;
		*end++ = take_letter(reading);
	}
	if (*reading->at != '"' || !ends_cell(reading, reading->at[1]))
		return NULL;
	reading->at++;
	return arena_copy(reading->arena, cell, (size_t)(end - cell));
}

static const char *read_plain(struct reading *reading)
{
	const char *begin = reading->at;

	while (!ends_cell(reading, *reading->at))
		reading->at++;
	return arena_copy(reading->arena, begin, (size_t)(reading->at - begin));
}

static bool has_text(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (!text_empty(row->cells[i]))
			return true;
	return false;
}

static enum csv_flaw read_row(struct reading *reading, struct csv_row *row)
{
	const char *cells[CSV_CELLS_MAX];

	*row = (struct csv_row){.line = reading->line};
	for (;;) {
		const char *cell = *reading->at == '"' ? read_quoted(reading) : read_plain(reading);

		if (!cell)
			return CSV_QUOTE;
		if (row->count == CSV_CELLS_MAX)
			return CSV_TOO_MANY;
		cells[row->count++] = without_guard(cell);
		if (*reading->at != reading->separator || *reading->at == '\0')
			break;
		reading->at++;
	}
	if (*reading->at)
		take_letter(reading);
	row->cells = arena_many(reading->arena, const char *, row->count);
	memcpy(row->cells, cells, row->count * sizeof *cells);
	return CSV_GOOD;
}

static size_t most_rows(const char *text)
{
	size_t rows = 1;

	for (; *text && rows < CSV_ROWS_MAX; text++)
		rows += *text == '\n' || *text == '\r';
	return rows;
}

/* Outside of quotes, in the first line. */
static bool has_tab(const char *text)
{
	bool quoted = false;

	for (; *text && (quoted || (*text != '\n' && *text != '\r')); text++) {
		if (*text == '\t' && !quoted)
			return true;
		quoted ^= *text == '"';
	}
	return false;
}

enum csv_flaw csv_read(struct arena *arena, const char *bytes, size_t length, struct list *rows, int64_t *out_line)
{
	char *text = letters(arena, bytes, length);
	struct reading reading = {arena, text, ',', 1};
	struct csv_row *found;
	size_t count = 0;

	*out_line = 0;
	*rows = (struct list){NULL, 0};
	if (!text)
		return CSV_ENCODING;
	if (has_tab(text))
		reading.separator = '\t';
	found = arena_many(arena, struct csv_row, most_rows(text));
	while (*reading.at) {
		struct csv_row row;
		enum csv_flaw flaw = read_row(&reading, &row);

		if (flaw == CSV_GOOD && has_text(&row) && count == CSV_ROWS_MAX)
			flaw = CSV_TOO_MANY;
		if (flaw != CSV_GOOD) {
			*out_line = row.line;
			return flaw;
		}
		if (has_text(&row))
			found[count++] = row;
	}
	*rows = (struct list){found, count};
	return CSV_GOOD;
}

const char *csv_cell(const struct csv_row *row, size_t column)
{
	return column < row->count ? row->cells[column] : "";
}

/* --- Writing ------------------------------------------------------------------------------------------------ */

void csv_add_cell(struct text *out, const char *value, bool is_last)
{
	text_say(out, needs_guard(value) ? "\"'" : "\"");
	for (size_t length; *value; value += length) {
		length = strcspn(value, "\"");
		text_add(out, value, length);
		if (value[length] == '"') {
			text_say(out, "\"\"");
			length++;
		}
	}
	text_say(out, is_last ? "\"\r\n" : "\",");
}
