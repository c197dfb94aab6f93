/* token_test.c: which tokens fit, and which requests come from elsewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/secret.h"
#include "web/inside.h"

#define KEY "0123456789012345678901234567890123456789"

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	secret_start();
	arena = arena_make(16u << 20);
	return 0;
}

static void a_token_fits_its_session_and_address_and_nothing_else(void **state)
{
	const char *token = token_make(arena, KEY, "session", "/sheets/1/edit", NULL);

	(void)state;
	assert_true(token_fits(arena, KEY, "session", "/sheets/1/edit", token));
	assert_false(token_fits(arena, KEY, "other", "/sheets/1/edit", token));
	assert_false(token_fits(arena, KEY, "session", "/sheets/2/edit", token));
	assert_false(
		token_fits(arena, "another key of this installation or other", "session", "/sheets/1/edit", token));
	assert_false(token_fits(arena, KEY, NULL, "/sheets/1/edit", token));
}

static void a_token_with_any_letter_changed_does_not_fit(void **state)
{
	const char *token = token_make(arena, KEY, "session", "/a", NULL);

	(void)state;
	for (size_t i = 0; i < strlen(token); i++) {
		char *other = arena_copy(arena, token, strlen(token));

		other[i] = other[i] == 'x' ? 'y' : 'x';
		assert_false(token_fits(arena, KEY, "session", "/a", other));
	}
}

static void what_is_no_token_has_no_key(void **state)
{
	const char *const none[] = {
		"", ".", "x", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA.x", "AAAAAAAAAAAAAAAAAAAAAAA.x"};

	(void)state;
	assert_null(token_key(arena, NULL));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		assert_null(token_key(arena, none[i]));
		assert_false(token_fits(arena, KEY, "s", "/", none[i]));
	}
}

static void the_same_key_can_be_tagged_for_another_session(void **state)
{
	const char *first = token_make(arena, KEY, "one", "/a", NULL);
	const char *second = token_make(arena, KEY, "two", "/a", token_key(arena, first));

	(void)state;
	assert_string_equal(token_key(arena, first), token_key(arena, second));
	assert_true(token_fits(arena, KEY, "two", "/a", second));
	assert_string_not_equal(first, second);
}

static bool elsewhere(const char *site, const char *origin, const char *referer)
{
	const struct incoming in = {.fetch_site = site, .origin = origin, .referer = referer};

	return token_from_elsewhere("https://chosho.example.jp", &in);
}

static void a_form_of_another_site_is_known_by_its_headers(void **state)
{
	(void)state;
	assert_false(elsewhere("", "", ""));
	assert_false(elsewhere("same-origin", "https://chosho.example.jp", ""));
	assert_false(elsewhere("", "", "https://chosho.example.jp/sheets"));
	assert_true(elsewhere("cross-site", "https://chosho.example.jp", ""));
	assert_true(elsewhere("same-site", "", ""));
	assert_true(elsewhere("", "null", ""));
	assert_true(elsewhere("", "https://chosho.example.jp.evil.example", ""));
	assert_true(elsewhere("", "http://chosho.example.jp", ""));
	assert_true(elsewhere("", "", "https://chosho.example.jp.evil.example/"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_fits_its_session_and_address_and_nothing_else),
		cmocka_unit_test(a_token_with_any_letter_changed_does_not_fit),
		cmocka_unit_test(what_is_no_token_has_no_key),
		cmocka_unit_test(the_same_key_can_be_tagged_for_another_session),
		cmocka_unit_test(a_form_of_another_site_is_known_by_its_headers),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
