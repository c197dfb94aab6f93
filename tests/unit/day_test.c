/* day_test.c: what day.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/day.h"

static struct arena *arena;

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

static void every_spelling_of_the_office_is_read(void **state)
{
	static const struct {
		const char *typed, *iso;
	} rows[] = {
		{"2024-12-13",                     "2024-12-13"},
		{"2024/12/13",                     "2024-12-13"},
		{"2024.12.13",                     "2024-12-13"},
		{"20241213",                       "2024-12-13"},
		{"２０２４１２１３",       "2024-12-13"},
		{"2024/1/5",                       "2024-01-05"},
		{"R6.12.13",                       "2024-12-13"},
		{"r6.12.13",                       "2024-12-13"},
		{"Ｒ６．１２．１３",       "2024-12-13"},
		{"R6/12/13",                       "2024-12-13"},
		{"R06-12-13",                      "2024-12-13"},
		{"令和6年12月13日",           "2024-12-13"},
		{"令和６年１２月１３日", "2024-12-13"},
		{" 令和 6年 12月 13日　",    "2024-12-13"},
		{"㋿6年12月13日",              "2024-12-13"},
		{"令和元年5月1日",           "2019-05-01"},
		{"R元.5.1",                       "2019-05-01"},
		{"令和1年5月1日",             "2019-05-01"},
		{"平成31年4月30日",           "2019-04-30"},
		{"H31.4.30",                       "2019-04-30"},
		{"平成元年1月8日",           "1989-01-08"},
		{"昭和64年1月7日",            "1989-01-07"},
		{"S元.12.25",                     "1926-12-25"},
		{"大正15年12月24日",          "1926-12-24"},
		{"大正元年7月30日",          "1912-07-30"},
		{"明治45年7月29日",           "1912-07-29"},
		{"明治元年10月23日",         "1868-10-23"},
		{"2024年12月13日",              "2024-12-13"},
		{"2024-02-29",                     "2024-02-29"},
		{"1868-01-01",                     "1868-01-01"},
		{"2199-12-31",                     "2199-12-31"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct day day = {0, 0, 0};

		if (!day_read(rows[i].typed, &day))
			fail_msg("%s is not read", rows[i].typed);
		assert_string_equal(day_iso(arena, day), rows[i].iso);
	}
}

static const char *const no_days[] = {
	NULL,
	"",
	" ",
	"x",
	"2024",
	"2024-12",
	"2024-13-01",
	"2024-00-01",
	"2024-02-30",
	"2023-02-29",
	"1900-02-29",
	"2024-12-13x",
	"2024-12-13 10:00",
	"2024-12/13",
	"2024.12-13",
	"2024年12-13",
	"2024年12月13",
	"024-12-13",
	"24-12-13",
	"12024-12-13",
	"2024-012-13",
	"2024-12-013",
	"20241313",
	"2024121",
	"202412131",
	"-2024-12-13",
	"1867-12-31",
	"2200-01-01",
	"R0.5.1",
	"令和元年4月30日",
	"令和1年4月30日",
	"平成31年5月1日",
	"平成元年1月7日",
	"昭和64年1月8日",
	"大正15年12月25日",
	"明治45年7月30日",
	"明治元年10月22日",
	"元年5月1日",
	"令和年5月1日",
	"R6.12",
	"慶応4年1月1日",
	"令和6年12月13日（金）",
	"\xFF",
	"2024-12-",
	"2024--13",
	"R",
	"令和",
};

static void what_is_no_day_is_refused_and_leaves_the_day_alone(void **state)
{
	struct day day = {1, 2, 3};

	(void)state;
	for (size_t i = 0; i < sizeof no_days / sizeof *no_days; i++)
		if (day_read(no_days[i], &day))
			fail_msg("%s is read", no_days[i]);
	assert_int_equal(day.year, 1);
	assert_int_equal(day.month, 2);
	assert_int_equal(day.day, 3);
}

static void every_day_from_1868_reads_back_as_it_is_written(void **state)
{
	struct day day = {1868, 10, 23}, read, last = {2199, 12, 31};
	int64_t count = days_between(day, last);

	(void)state;
	for (int64_t i = 0; i <= count; i++, day = day_plus(day, 1)) {
		char typed[64];
		const char *words = day_words(arena, LANGUAGE_JA, day);
		size_t length = strlen(words) - strlen("（金）");

		assert_true(day_read_iso(day_iso(arena, day), &read));
		assert_memory_equal(&read, &day, sizeof day);
		memcpy(typed, words, length);
		typed[length] = '\0';
		if (!day_read(typed, &read))
			fail_msg("%s is not read", typed);
		assert_memory_equal(&read, &day, sizeof day);
		if (i % 1000 == 0)
			arena_reset(arena);
	}
	assert_int_equal(day.year, 2200);
}

static void days_are_counted_across_months_years_and_leap_days(void **state)
{
	(void)state;
	assert_int_equal(days_between((struct day){2024, 2, 28}, (struct day){2024, 3, 1}), 2);
	assert_int_equal(days_between((struct day){2023, 12, 31}, (struct day){2024, 1, 1}), 1);
	assert_int_equal(days_between((struct day){2024, 12, 13}, (struct day){2024, 12, 3}), -10);
	assert_string_equal(day_iso(arena, day_plus((struct day){2024, 3, 1}, -1)), "2024-02-29");
	assert_string_equal(day_iso(arena, day_plus((struct day){1970, 1, 1}, -1)), "1969-12-31");
}

static void the_fiscal_year_begins_in_april(void **state)
{
	(void)state;
	assert_int_equal(fiscal_year_of((struct day){2025, 3, 31}), 2024);
	assert_int_equal(fiscal_year_of((struct day){2025, 4, 1}), 2025);
}

static void moments_of_postgresql_are_read_at_any_offset(void **state)
{
	static const char *const same[] = {"2024-12-13 05:05:06.5+00",         "2024-12-13 14:05:06.5+09",
	                                   "2024-12-13T14:05:06.500000+09:00", "2024-12-13 00:35:06.5-0430",
	                                   "2024-12-13T05:05:06.5Z",           "2024-12-13 14:24:05.5+09:18:59"};
	static const char *const wrong[] = {"",
	                                    "infinity",
	                                    "2024-12-13",
	                                    "2024-12-13 14:05",
	                                    "2024-12-13 14:05:06",
	                                    "2024-12-13 25:00:00+00",
	                                    "2024-12-13 14:60:00+00",
	                                    "2024-12-13 14:05:06+0",
	                                    "2024-12-13 14:05:06+09 BC",
	                                    "x"};
	struct moment moment, first;

	(void)state;
	assert_true(moment_read_iso(same[0], &first));
	assert_int_equal(first.microseconds, INT64_C(1734066306500000));
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		assert_true(moment_read_iso(same[i], &moment));
		assert_int_equal(moment.microseconds, first.microseconds);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(moment_read_iso(wrong[i], &moment));
	assert_true(moment_read_iso("1969-12-31 23:59:59.999999+00", &moment));
	assert_int_equal(moment.microseconds, -1);
}

static void a_moment_is_the_day_that_it_is_in_japan(void **state)
{
	struct moment moment;

	(void)state;
	assert_true(moment_read_iso("2024-12-13 14:59:59.999999+00", &moment));
	assert_string_equal(day_iso(arena, day_of(moment)), "2024-12-13");
	moment.microseconds++;
	assert_string_equal(day_iso(arena, day_of(moment)), "2024-12-14");
	assert_false(day_is(day_of((struct moment){0})));
	assert_true(moment_now().microseconds > INT64_C(1700000000000000));
}

static void days_and_moments_are_written_in_both_languages(void **state)
{
	struct day day = {2024, 12, 13};
	struct moment moment;

	(void)state;
	assert_true(moment_read_iso("2024-12-13 14:05:59+09", &moment));
	assert_string_equal(day_words(arena, LANGUAGE_JA, day), "令和6年12月13日（金）");
	assert_string_equal(day_words(arena, LANGUAGE_EN, day), "13 December 2024 (Fri)");
	assert_string_equal(day_words(arena, LANGUAGE_JA, (struct day){2019, 5, 1}), "令和元年5月1日（水）");
	assert_string_equal(day_words(arena, LANGUAGE_JA, (struct day){1868, 1, 1}), "1868年1月1日（水）");
	assert_string_equal(day_short(arena, LANGUAGE_JA, day), "12月13日（金）");
	assert_string_equal(day_short(arena, LANGUAGE_EN, day), "13 Dec (Fri)");
	assert_string_equal(moment_words(arena, LANGUAGE_JA, moment), "令和6年12月13日（金）14時05分");
	assert_string_equal(moment_words(arena, LANGUAGE_EN, moment), "13 December 2024 (Fri) 14:05");
	assert_string_equal(day_words(arena, LANGUAGE_JA, (struct day){0, 0, 0}), "");
	assert_string_equal(day_short(arena, LANGUAGE_JA, (struct day){0, 0, 0}), "");
	assert_string_equal(day_iso(arena, (struct day){0, 0, 0}), "");
	assert_string_equal(moment_words(arena, LANGUAGE_JA, (struct moment){0}), "");
}

static void fiscal_years_are_written_with_era_and_year(void **state)
{
	(void)state;
	assert_string_equal(year_words(arena, LANGUAGE_JA, 2024), "令和6年度（2024年度）");
	assert_string_equal(year_words(arena, LANGUAGE_EN, 2024), "FY2024 (Reiwa 6)");
	assert_string_equal(year_words(arena, LANGUAGE_JA, 2019), "令和元年度（2019年度）");
	assert_string_equal(year_words(arena, LANGUAGE_JA, 2018), "平成30年度（2018年度）");
	assert_string_equal(year_words(arena, LANGUAGE_JA, 1988), "昭和63年度（1988年度）");
	assert_string_equal(year_words(arena, LANGUAGE_JA, 0), "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_of_the_office_is_read),
		cmocka_unit_test(what_is_no_day_is_refused_and_leaves_the_day_alone),
		cmocka_unit_test(every_day_from_1868_reads_back_as_it_is_written),
		cmocka_unit_test(days_are_counted_across_months_years_and_leap_days),
		cmocka_unit_test(the_fiscal_year_begins_in_april),
		cmocka_unit_test(moments_of_postgresql_are_read_at_any_offset),
		cmocka_unit_test(a_moment_is_the_day_that_it_is_in_japan),
		cmocka_unit_test(days_and_moments_are_written_in_both_languages),
		cmocka_unit_test(fiscal_years_are_written_with_era_and_year),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
