/* cookie_test.c: one cookie out of a header, and addresses as the door reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/inside.h"

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(16u << 20);
	return 0;
}

static void a_cookie_is_found_by_its_whole_name(void **state)
{
	(void)state;
	assert_string_equal(cookie_find(arena, "a=1; b=2; ab=3", "b"), "2");
	assert_string_equal(cookie_find(arena, "a=1;b=2", "b"), "2");
	assert_string_equal(cookie_find(arena, "b= x y ; c=", "b"), " x y");
	assert_string_equal(cookie_find(arena, "b=", "b"), "");
	assert_string_equal(cookie_find(arena, "b=x=y", "b"), "x=y");
	assert_null(cookie_find(arena, "ab=1; bb=2; B=3; b", "b"));
	assert_null(cookie_find(arena, "", "b"));
	assert_null(cookie_find(arena, ";;; ;", "b"));
}

static void a_cookie_sent_twice_counts_as_not_sent(void **state)
{
	(void)state;
	assert_null(cookie_find(arena, "b=1; b=1", "b"));
	assert_null(cookie_find(arena, "b=1; c=3; b=2", "b"));
}

static void an_address_is_decoded_once(void **state)
{
	const char *query;

	(void)state;
	assert_string_equal(address_read(arena, "/a%20b?c=%41", &query), "/a b");
	assert_string_equal(query, "c=%41");
	assert_string_equal(address_read(arena, "/%2525", &query), "/%25");
	assert_string_equal(query, "");
	assert_string_equal(address_read(arena, "/%E8%AA%BF", &query), "/調");
}

static void an_address_that_could_be_taken_for_another_is_none(void **state)
{
	const char *const bad[] = {"",   "*",   "a",    "http://x/", "/a%2Fb", "/%00",
	                           "/%", "/%4", "/%zz", "/%ff",      "/%0a",   "/%e2%80%ae"};
	const char *query;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_null(address_read(arena, bad[i], &query));
}

static void only_addresses_of_this_site_are_gone_back_to(void **state)
{
	const char *const good[] = {"/", "/sheets?state=draft&page=2", "/reviews/7#field-x"};
	const char *const bad[] = {NULL,   "",        "//x",   "/\\x", "http://x", "javascript:x",
	                           "/a b", "/a\r\nb", "/a\\b", "/\"",  "/調"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_string_equal(answer_local(good[i]), good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_string_equal(answer_local(bad[i]), "/");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cookie_is_found_by_its_whole_name),
		cmocka_unit_test(a_cookie_sent_twice_counts_as_not_sent),
		cmocka_unit_test(an_address_is_decoded_once),
		cmocka_unit_test(an_address_that_could_be_taken_for_another_is_none),
		cmocka_unit_test(only_addresses_of_this_site_are_gone_back_to),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
