/* secret_test.c: what secret.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/secret.h"

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	secret_start();
	arena = arena_make(16u << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

static void random_texts_differ_and_fit_an_address(void **state)
{
	const char *one = secret_random_text(arena, 32), *other = secret_random_text(arena, 32);

	(void)state;
	assert_string_not_equal(one, other);
	assert_int_equal(strlen(one), 43);
	assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"), 43);
}

static void a_number_can_be_read_over_the_phone(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++) {
		const char *number = secret_number(arena);

		assert_int_equal(strlen(number), 9);
		assert_int_equal(number[4], '-');
		assert_int_equal(strcspn(number, "01ILO"), 9);
	}
}

static void a_hash_is_blake2b_in_hexadecimal(void **state)
{
	(void)state;
	assert_string_equal(secret_hash(arena, "abc"),
	                    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void a_tag_depends_on_key_parts_and_their_borders(void **state)
{
	const char *tag = secret_tag(arena, "key", (const char *const[]){"ab", "c"}, 2);

	(void)state;
	assert_true(secret_same(tag, secret_tag(arena, "key", (const char *const[]){"ab", "c"}, 2)));
	assert_false(secret_same(tag, secret_tag(arena, "key", (const char *const[]){"a", "bc"}, 2)));
	assert_false(secret_same(tag, secret_tag(arena, "key", (const char *const[]){"abc"}, 1)));
	assert_false(secret_same(tag, secret_tag(arena, "kez", (const char *const[]){"ab", "c"}, 2)));
	assert_false(secret_same(tag, ""));
	assert_false(secret_same("", tag));
}

static void a_password_fits_its_own_hash_alone(void **state)
{
	const char *hash = secret_password_hash(arena, "合言葉 correct horse", 8);

	(void)state;
	assert_true(secret_password_fits(hash, "合言葉 correct horse"));
	assert_false(secret_password_fits(hash, "合言葉 correct horsE"));
	assert_false(secret_password_fits(hash, ""));
	assert_false(secret_password_fits("no hash", "x"));
	assert_string_not_equal(hash, secret_password_hash(arena, "合言葉 correct horse", 8));
	assert_false(secret_password_is_old(hash, 8));
	assert_true(secret_password_is_old(hash, 9));
	secret_password_waste(8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_texts_differ_and_fit_an_address),
		cmocka_unit_test(a_number_can_be_read_over_the_phone),
		cmocka_unit_test(a_hash_is_blake2b_in_hexadecimal),
		cmocka_unit_test(a_tag_depends_on_key_parts_and_their_borders),
		cmocka_unit_test(a_password_fits_its_own_hash_alone),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
