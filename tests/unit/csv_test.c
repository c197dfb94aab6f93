/* csv_test.c: what csv.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/csv.h"

static struct arena *arena;
static struct list rows;
static int64_t line;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(64u << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

static enum csv_flaw read_text(const char *text)
{
	return csv_read(arena, text, strlen(text), &rows, &line);
}

static const char *cell(size_t row, size_t column)
{
	return csv_cell(LIST_AT(struct csv_row, rows, row), column);
}

static void cells_are_parted_by_commas_and_quoted_where_needed(void **state)
{
	(void)state;
	assert_int_equal(read_text("a,\"b,\"\"c\"\"\r\nd\",\r\n\r\n ,\r\ne\r\n"), CSV_GOOD);
	assert_int_equal(rows.count, 2);
	assert_string_equal(cell(0, 0), "a");
	assert_string_equal(cell(0, 1), "b,\"c\"\nd");
	assert_string_equal(cell(0, 2), "");
	assert_string_equal(cell(0, 9), "");
	assert_int_equal(LIST_AT(struct csv_row, rows, 1)->line, 5);
	assert_string_equal(cell(1, 0), "e");
}

static void what_a_spreadsheet_pastes_is_parted_by_tabs(void **state)
{
	(void)state;
	assert_int_equal(read_text("a,b\tc\nd\te"), CSV_GOOD);
	assert_string_equal(cell(0, 0), "a,b");
	assert_string_equal(cell(1, 1), "e");
}

static void letters_come_in_utf_8_or_cp932(void **state)
{
	(void)state;
	assert_int_equal(read_text("\xEF\xBB\xBF\xE8\xAA\xB2,x\n"), CSV_GOOD);
	assert_string_equal(cell(0, 0), "\xE8\xAA\xB2");
	assert_int_equal(read_text("\x89\xDB,\x87\x40\n"), CSV_GOOD);
	assert_string_equal(cell(0, 0), "\xE8\xAA\xB2");
	assert_string_equal(cell(0, 1), "\xE2\x91\xA0");
	assert_int_equal(read_text("\xFF\xFF\xFF"), CSV_ENCODING);
	assert_int_equal(csv_read(arena, "a\0b", 3, &rows, &line), CSV_ENCODING);
}

static void a_broken_table_says_where(void **state)
{
	(void)state;
	assert_int_equal(read_text("a\nb,\"c\nd"), CSV_QUOTE);
	assert_int_equal(line, 2);
	assert_int_equal(read_text("\"a\"b\n"), CSV_QUOTE);
	assert_int_equal(line, 1);
}

static void formulas_are_guarded_on_the_way_out_and_come_back_as_they_were(void **state)
{
	static const char *const values[] = {"=1+1", "\xEF\xBC\x9D x", "'=1", "-5", "plain", "'plain", "a\"b", ""};
	struct text out = {.arena = arena};
	size_t count = sizeof values / sizeof *values;

	(void)state;
	for (size_t i = 0; i < count; i++)
		csv_add_cell(&out, values[i], i + 1 == count);
	assert_non_null(strstr(out.bytes, "\"'=1+1\",\"'\xEF\xBC\x9D x\","));
	assert_int_equal(csv_read(arena, out.bytes, out.length, &rows, &line), CSV_GOOD);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(cell(0, i), values[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(cells_are_parted_by_commas_and_quoted_where_needed, begin, end),
		cmocka_unit_test_setup_teardown(what_a_spreadsheet_pastes_is_parted_by_tabs, begin, end),
		cmocka_unit_test_setup_teardown(letters_come_in_utf_8_or_cp932, begin, end),
		cmocka_unit_test_setup_teardown(a_broken_table_says_where, begin, end),
		cmocka_unit_test_setup_teardown(formulas_are_guarded_on_the_way_out_and_come_back_as_they_were, begin,
	                                        end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
