/* words_test.c: what words.h promises, over the product's own word lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/words_tables.h"

static void every_sentence_is_there_in_both_languages(void **state)
{
	(void)state;
	for (int language = 0; language < LANGUAGES; language++)
		for (int say = 0; say < SAYS; say++)
			assert_non_null(words_say((enum language)language, (enum say)say));
	assert_string_equal(words_say(LANGUAGE_JA, SAY_NOTHING), "");
	assert_string_equal(words_say(LANGUAGE_JA, SAY_era_reiwa), "令和");
	assert_string_equal(words_say(LANGUAGE_EN, SAY_era_reiwa), "Reiwa");
}

static void every_phrase_is_found_and_its_table_is_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < words_phrase_count; i++) {
		const struct phrase *phrase = &words_phrase_table[i];

		if (i)
			assert_true(strcmp(phrase[-1].japanese, phrase->japanese) < 0);
		assert_ptr_equal(words_phrase(LANGUAGE_EN, phrase->japanese), phrase->translated);
		assert_ptr_equal(words_phrase(LANGUAGE_JA, phrase->japanese), phrase->japanese);
	}
	assert_null(words_phrase(LANGUAGE_EN, "どこにもない句"));
}

static void arguments_go_to_their_places(void **state)
{
	struct arena *arena = arena_make(1u << 20);
	const char *const arguments[] = {"A", "{1}", NULL};

	(void)state;
	assert_string_equal(words_fill(arena, "{2} x {1} {1}", 3, arguments), "{1} x A A");
	assert_string_equal(words_fill(arena, "{3}|{4}|{0}|{name}|{", 3, arguments), "|{4}|{0}|{name}|{");
	assert_string_equal(words_fill(arena, "", 0, NULL), "");
	assert_string_equal(WORDS(arena, LANGUAGE_EN, SAY_era_year, "Reiwa", "6"), "Reiwa 6");
	arena_end(arena);
}

static void an_unknown_language_is_japanese(void **state)
{
	(void)state;
	assert_int_equal(language_from_code("en"), LANGUAGE_EN);
	assert_int_equal(language_from_code("ja"), LANGUAGE_JA);
	assert_int_equal(language_from_code("fr"), LANGUAGE_JA);
	assert_int_equal(language_from_code(NULL), LANGUAGE_JA);
	assert_string_equal(language_code(LANGUAGE_EN), "en");
}

static void the_terminal_speaks_japanese_when_it_is_set_so(void **state)
{
	(void)state;
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	setenv("LANG", "ja_JP.UTF-8", 1);
	assert_int_equal(language_of_terminal(), LANGUAGE_JA);
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_int_equal(language_of_terminal(), LANGUAGE_EN);
	unsetenv("LC_ALL");
	unsetenv("LANG");
	assert_int_equal(language_of_terminal(), LANGUAGE_EN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sentence_is_there_in_both_languages),
		cmocka_unit_test(every_phrase_is_found_and_its_table_is_in_order),
		cmocka_unit_test(arguments_go_to_their_places),
		cmocka_unit_test(an_unknown_language_is_japanese),
		cmocka_unit_test(the_terminal_speaks_japanese_when_it_is_set_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
