/* sign_test.c: what sign.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/secret.h"
#include "kit/sign.h"

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

/* RFC 8032, 7.1, test 2: one byte, 0x72. */
#define RFC_PRIVATE "chosho-private-key:TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs"
#define RFC_PUBLIC "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"
#define RFC_SIGNATURE "kqAJqfDUyrhyDoILX2QlQKKye1QWUD-Ps3YiI-vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA"

static void a_signature_is_that_of_the_standard(void **state)
{
	struct sign_key key;

	(void)state;
	assert_true(sign_key_read(arena, RFC_PRIVATE, &key));
	assert_string_equal(key.public_key, RFC_PUBLIC);
	assert_string_equal(sign(arena, &key, "\x72", 1), RFC_SIGNATURE);
	assert_true(sign_fits(RFC_PUBLIC, RFC_SIGNATURE, "\x72", 1));
	assert_false(sign_fits(RFC_PUBLIC, RFC_SIGNATURE, "\x73", 1));
	assert_false(sign_fits(RFC_PUBLIC, RFC_SIGNATURE, "", 0));
}

static void a_key_reads_back_from_its_private_line(void **state)
{
	const struct sign_key key = sign_key_new(arena), other = sign_key_new(arena);
	struct sign_key again;

	(void)state;
	assert_int_equal(strlen(key.public_key), SIGN_PUBLIC_LENGTH);
	assert_true(sign_key_read(arena, key.private_line, &again));
	assert_string_equal(again.id, key.id);
	assert_string_equal(again.public_key, key.public_key);
	assert_string_not_equal(key.id, other.id);
	assert_true(sign_fits(key.public_key, sign(arena, &again, "調書", 6), "調書", 6));
	assert_false(sign_fits(other.public_key, sign(arena, &key, "調書", 6), "調書", 6));
}

static void what_is_no_key_is_none(void **state)
{
	static const char *const lines[] = {"",
	                                    "chosho-private-key:",
	                                    RFC_PUBLIC,
	                                    "chosho-private-key:" RFC_PUBLIC "A",
	                                    "chosho-private-key:TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs",
	                                    (" " RFC_PRIVATE)};
	struct sign_key key;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_false(sign_key_read(arena, lines[i], &key));
	assert_false(sign_key_read(arena, NULL, &key));
	assert_null(sign_key_id(arena, NULL));
	assert_null(sign_key_id(arena, "short"));
	assert_false(sign_fits(NULL, RFC_SIGNATURE, "\x72", 1));
	assert_false(sign_fits(RFC_PUBLIC, NULL, "\x72", 1));
}

/* 43 characters have two bits more than 32 bytes: only one spelling counts. */
static void a_key_has_one_spelling(void **state)
{
	(void)state;
	assert_non_null(sign_key_id(arena, RFC_PUBLIC));
	assert_null(sign_key_id(arena, "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgx"));
}

static void a_hash_is_sha_256_in_hexadecimal(void **state)
{
	(void)state;
	assert_string_equal(sign_hash(arena, "abc", 3),
	                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(sign_hash(arena, "", 0),
	                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signature_is_that_of_the_standard),
		cmocka_unit_test(a_key_reads_back_from_its_private_line),
		cmocka_unit_test(what_is_no_key_is_none),
		cmocka_unit_test(a_key_has_one_spelling),
		cmocka_unit_test(a_hash_is_sha_256_in_hexadecimal),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
