/* text_test.c: what text.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/text.h"

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

static void a_text_grows_as_it_is_added_to(void **state)
{
	struct text text = {.arena = arena};

	(void)state;
	text_add(&text, "", 0);
	assert_string_equal(text.bytes, "");
	for (int i = 0; i < 10000; i++)
		text_print(&text, "%d,", i % 10);
	text_say(&text, NULL);
	text_say(&text, "end");
	assert_int_equal(text.length, 20003);
	assert_string_equal(text.bytes + 19990, "5,6,7,8,9,end");
	text_print(&text, "%5000d", 1);
	assert_int_equal(text.length, 25003);
}

static void texts_are_formatted_and_joined(void **state)
{
	(void)state;
	assert_string_equal(text_format(arena, "%s-%03d", "a", 7), "a-007");
	assert_string_equal(text_join(arena, "a", "", "調書"), "a調書");
	assert_string_equal(text_join_all(arena, (const char *const[]){NULL}), "");
}

static void null_is_the_same_as_null_alone(void **state)
{
	(void)state;
	assert_true(text_same(NULL, NULL));
	assert_false(text_same(NULL, ""));
	assert_true(text_same("a", "a"));
	assert_false(text_same("a", "b"));
}

static void only_spaces_of_any_kind_are_empty(void **state)
{
	(void)state;
	assert_true(text_empty(NULL));
	assert_true(text_empty(""));
	assert_true(text_empty(" \t\r\n\xE3\x80\x80\xC2\xA0\xE2\x80\x83"));
	assert_false(text_empty(" \xE3\x80\x80."));
	assert_false(text_empty("\xFF"));
}

static void only_well_formed_utf8_is_utf8(void **state)
{
	static const char *const broken[] = {"\x80", "\xC0\x80", "\xE3\x80",    "\xED\xA0\x80", "\xF4\x90\x80\x80",
	                                     "\xFE", "a\xC3",    "\xE0\x80\x80"};

	(void)state;
	assert_true(text_is_utf8("調書 a\xF0\xA0\xAE\xB7", 12));
	assert_true(text_is_utf8("a\0b", 3));
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		assert_false(text_is_utf8(broken[i], strlen(broken[i])));
		assert_true(text_is_utf8(text_mend(arena, broken[i], strlen(broken[i])),
		                         strlen(text_mend(arena, broken[i], strlen(broken[i])))));
	}
}

static void broken_bytes_are_shown_as_replacement_characters(void **state)
{
	(void)state;
	assert_string_equal(text_mend(arena, "a\xFF\x62", 3), "a\xEF\xBF\xBD"
	                                                      "b");
	assert_string_equal(text_mend(arena, "a\0b", 3), "a\xEF\xBF\xBD"
	                                                 "b");
	assert_string_equal(text_mend(arena, "調書", 6), "調書");
}

static void line_breaks_become_line_feeds_and_nothing_else_changes(void **state)
{
	const char *plain = " a\n\tb ";

	(void)state;
	assert_string_equal(text_lines(arena, "a\r\nb\rc\n\r\n\r\r"), "a\nb\nc\n\n\n\n");
	assert_ptr_equal(text_lines(arena, plain), plain);
}

static void characters_that_nobody_means_are_found(void **state)
{
	(void)state;
	assert_false(text_has_control("調書\n\t𠮷葛\xF3\xA0\x84\x80"));
	assert_true(text_has_control("a\rb"));
	assert_true(text_has_control("\x01"));
	assert_true(text_has_control("\x7F"));
	assert_true(text_has_control("\xC2\x85"));
	assert_true(text_has_control("\xE2\x80\xA8"));
	assert_true(text_has_control("\xE2\x80\xAE"));
	assert_true(text_has_control("\xE2\x81\xA6"));
}

static void length_is_counted_in_code_points(void **state)
{
	(void)state;
	assert_int_equal(text_count(""), 0);
	assert_int_equal(text_count("調書a𠮷"), 4);
}

static void a_character_is_what_a_reader_takes_for_one(void **state)
{
	static const char *const whole[] = {
		"a", "調", "𠮷", "か\xE3\x82\x99", "ｶﾞ", "葛\xF3\xA0\x84\x80", "\n", "👨‍👩‍👧"};
	int32_t point;

	(void)state;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		const char *text = text_join(arena, whole[i], "あ");

		assert_int_equal(text_character(text, strlen(text), &point), strlen(whole[i]));
	}
	assert_int_equal(text_character("\xE8\xAA\xBF", 3, &point), 3);
	assert_int_equal(point, 0x8ABF);
	assert_int_equal(text_character("\xFFz", 2, &point), 1);
	assert_int_equal(point, -1);
}

static void an_excerpt_is_cut_between_characters(void **state)
{
	(void)state;
	assert_string_equal(text_excerpt(arena, "調書の本文", 3), "調書の…");
	assert_string_equal(text_excerpt(arena, "調書", 2), "調書");
	assert_string_equal(text_excerpt(arena, "一\n二", 9), "一 二");
	assert_string_equal(text_excerpt(arena, "か\xE3\x82\x99き", 1), "か\xE3\x82\x99…"); /* its voiced mark stays */
	assert_string_equal(text_excerpt(arena, "", 3), "");
}

static void what_looks_alike_folds_alike(void **state)
{
	(void)state;
	assert_string_equal(text_fold(arena, "　Ａ１　－ ｶﾞ  x\n"), "A1 - ガ x");
	assert_string_equal(text_fold(arena, "市\xE2\xBA\xA0"), "市民");
	assert_string_equal(text_fold(arena, "\xE2\xBC\x80"), "一"); /* Kangxi */
	assert_string_equal(text_fold(arena, "〇○◯"), "○○○");
	assert_string_equal(text_fold(arena, "−5"), "-5");
	assert_string_equal(text_fold(arena, ""), "");
	assert_string_equal(text_fold(arena, "\xFFx"), "\xEF\xBF\xBDx");
	assert_string_equal(text_fold(arena, "\xEF\xB7\xBA"), text_fold(arena, text_fold(arena, "\xEF\xB7\xBA")));
}

static void short_folding_refuses_what_does_not_fit(void **state)
{
	char out[8], long_text[400];

	(void)state;
	assert_true(text_fold_short(" １２ ", out, sizeof out));
	assert_string_equal(out, "12");
	assert_true(text_fold_short("1234567", out, sizeof out));
	assert_false(text_fold_short("12345678", out, sizeof out));
	assert_false(text_fold_short("\xFF", out, sizeof out));
	memset(long_text, '1', sizeof long_text - 1);
	for (size_t length = 90; length < sizeof long_text; length++) {
		long_text[sizeof long_text - 1] = '\0';
		assert_false(text_fold_short(long_text + sizeof long_text - 1 - length, out, sizeof out));
	}
}

static void whole_numbers_are_read_and_nothing_else(void **state)
{
	static const char *const wrong[] = {"",
	                                    "-",
	                                    "1.0",
	                                    "1,000",
	                                    "+1",
	                                    "0x1",
	                                    "一",
	                                    "9223372036854775808",
	                                    "1 2",
	                                    "--1",
	                                    "99999999999999999999999999999999999999999",
	                                    NULL};
	int64_t number = 42;

	(void)state;
	assert_true(text_number("0", &number) && number == 0);
	assert_true(text_number(" １２３ ", &number) && number == 123);
	assert_true(text_number("-9223372036854775808", &number) && number == INT64_MIN);
	assert_true(text_number("9223372036854775807", &number) && number == INT64_MAX);
	assert_true(text_number("007", &number) && number == 7);
	number = 42;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(text_number(wrong[i], &number));
	assert_int_equal(number, 42);
}

static void the_nearest_word_is_suggested_when_it_is_near(void **state)
{
	static const char *const words[] = {"database", "database_owner", "secret", "url"};

	(void)state;
	assert_string_equal(text_nearest("databse", words, 4), "database");
	assert_string_equal(text_nearest("databaes", words, 4), "database");
	assert_string_equal(text_nearest("sercet", words, 4), "secret");
	assert_string_equal(text_nearest("rul", words, 4), "url");
	assert_null(text_nearest("log", words, 4));
	assert_null(text_nearest("", words, 4));
	assert_null(text_nearest("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", words, 4));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_grows_as_it_is_added_to),
		cmocka_unit_test(texts_are_formatted_and_joined),
		cmocka_unit_test(null_is_the_same_as_null_alone),
		cmocka_unit_test(only_spaces_of_any_kind_are_empty),
		cmocka_unit_test(only_well_formed_utf8_is_utf8),
		cmocka_unit_test(broken_bytes_are_shown_as_replacement_characters),
		cmocka_unit_test(line_breaks_become_line_feeds_and_nothing_else_changes),
		cmocka_unit_test(characters_that_nobody_means_are_found),
		cmocka_unit_test(length_is_counted_in_code_points),
		cmocka_unit_test(a_character_is_what_a_reader_takes_for_one),
		cmocka_unit_test(an_excerpt_is_cut_between_characters),
		cmocka_unit_test(what_looks_alike_folds_alike),
		cmocka_unit_test(short_folding_refuses_what_does_not_fit),
		cmocka_unit_test(whole_numbers_are_read_and_nothing_else),
		cmocka_unit_test(the_nearest_word_is_suggested_when_it_is_near),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
