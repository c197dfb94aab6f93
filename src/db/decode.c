/* decode.c: rows become structs. Numbers and days are read in place; the texts of a result are copied in one piece. */
#include <string.h>

#include "inside.h"

static bool read_number(const char *text, int64_t *number)
{
	bool negative = *text == '-';
	uint64_t value = 0;

	for (text += negative; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (uint64_t)(*text - '0');
	}
	*number = (int64_t)(negative ? 0 - value : value);
	return true;
}

/* A value that is no text. The struct was zeroed before, and null (an empty value here) stays that. */
static bool decode_value(const struct column_plan *column, const char *value, char *member)
{
	int index;

	if (!*value)
		return column->kind != KIND_NAMED;
	switch (column->kind) {
	case KIND_NUMBER:
		return read_number(value, (int64_t *)(void *)member);
	case KIND_YES:
		*(bool *)(void *)member = *value == 't';
		return true;
	case KIND_DAY:
		return day_read_iso(value, (struct day *)(void *)member);
	case KIND_MOMENT:
		return moment_read_iso(value, (struct moment *)(void *)member);
	case KIND_NAMED:
		index = names_index(column->names, value);
		*(int *)(void *)member = index;
		return index >= 0;
	default:
		return false;
	}
}

static size_t texts_length(const struct statement_plan *plan, const PGresult *result, int count)
{
	size_t length = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->columns[i].kind == KIND_TEXT)
			for (int row = 0; row < count; row++)
				length += (size_t)PQgetlength(result, row, (int)i) + 1;
	return length;
}

/* Copies one text to *at and moves *at behind it. */
static const char *copy_text(const PGresult *result, int row, int column, char **at)
{
	size_t length = (size_t)PQgetlength(result, row, column);
	char *copy = *at;

	if (length == 0 && PQgetisnull(result, row, column))
		return NULL;
	memcpy(copy, PQgetvalue(result, row, column), length); /* the NUL is there: the arena's bytes are zero */
	*at += length + 1;
	return copy;
}

struct fail *db_decode(struct db *db, const struct statement *statement, const PGresult *result, void *rows, int count)
{
	const struct statement_plan *plan = statement->plan;
	size_t length = texts_length(plan, result, count);
	char *texts = arena_take(db->arena, length);
	char *to = rows;

	for (int row = 0; row < count; row++, to += statement->shape->size)
		for (size_t i = 0; i < plan->count; i++) {
			const struct column_plan *column = &plan->columns[i];
			char *member = to + column->offset;

			if (column->kind == KIND_TEXT)
				*(const char **)(void *)member = copy_text(result, row, (int)i, &texts);
			else if (!decode_value(column, PQgetvalue(result, row, (int)i), member))
				return FAIL_WITH(FAIL_FAULT, SAY_database_fault,
				                 "%s: column %s cannot be read into its field", statement->name,
				                 PQfname(result, (int)i));
		}
	return NULL;
}
