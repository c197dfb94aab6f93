/* totp_test.c: codes as RFC 6238 has them, which of them fit, and the picture that takes a key to an app. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/qr.h"
#include "kit/secret.h"
#include "kit/totp.h"

/* "12345678901234567890" in base32: the secret of RFC 6238's table. */
#define KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

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

static struct moment at(int64_t seconds)
{
	return (struct moment){seconds * 1000000};
}

static void codes_are_those_of_the_standard(void **state)
{
	/* Appendix B, the last six of eight figures. */
	static const struct {
		int64_t seconds;
		const char *code;
	} table[] = {
		{59,          "287082"},
                {1111111109,  "081804"},
                {1111111111,  "050471"},
		{1234567890,  "005924"},
                {2000000000,  "279037"},
                {20000000000, "353130"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_string_equal(totp_code(arena, KEY, table[i].seconds / TOTP_SECONDS), table[i].code);
}

static void a_code_fits_its_step_and_the_one_before_and_after_and_no_other(void **state)
{
	const int64_t now = 1111111109, step = now / TOTP_SECONDS;

	(void)state;
	for (int64_t off = -5; off <= 5; off++) {
		int64_t found = -1;
		bool fits = totp_fits(arena, KEY, totp_code(arena, KEY, step + off), at(now), 0, &found);

		assert_int_equal(fits, off >= -1 && off <= 1);
		assert_int_equal(found, fits ? step + off : -1);
	}
}

static void what_was_accepted_and_what_came_before_it_fits_no_more(void **state)
{
	const int64_t now = 1111111109, step = now / TOTP_SECONDS;
	int64_t found;

	(void)state;
	assert_false(totp_fits(arena, KEY, totp_code(arena, KEY, step), at(now), step, &found));
	assert_false(totp_fits(arena, KEY, totp_code(arena, KEY, step - 1), at(now), step, &found));
	assert_true(totp_fits(arena, KEY, totp_code(arena, KEY, step + 1), at(now), step, &found));
}

static void what_is_no_code_never_fits(void **state)
{
	static const char *const bad[] = {"", "0", "08180", "0818040", "08180a", "      ", "-81804", "081804 "};
	int64_t found;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(totp_fits(arena, KEY, bad[i], at(1111111109), 0, &found));
	assert_string_equal(totp_code(arena, "", 1), "");
	assert_string_equal(totp_code(arena, "1", 1), "");
	assert_string_equal(totp_code(arena, "not base32 at all", 1), "");
	assert_false(totp_fits(arena, "!", "", at(0), 0, &found));
}

static void keys_differ_and_are_long_enough(void **state)
{
	const char *one = totp_key(arena), *other = totp_key(arena);

	(void)state;
	assert_int_equal(strlen(one), 32);
	assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 32);
	assert_string_not_equal(one, other);
	assert_int_equal(strlen(totp_code(arena, one, 1)), TOTP_DIGITS);
}

static void an_address_for_the_app_escapes_what_people_are_called(void **state)
{
	(void)state;
	assert_string_equal(totp_address(arena, "調書 &", "a@b", KEY),
	                    "otpauth://totp/%E8%AA%BF%E6%9B%B8%20%26:a%40b?secret=" KEY
	                    "&issuer=%E8%AA%BF%E6%9B%B8%20%26");
}

static void a_picture_has_its_quiet_zone_and_too_long_a_text_has_no_picture(void **state)
{
	struct qr qr;
	char *text = arena_take(arena, 5001);

	(void)state;
	assert_true(qr_draw(arena, "otpauth://totp/x", &qr));
	assert_int_equal((qr.size - 8 - 17) % 4, 0);
	assert_int_equal(strncmp(qr.path, "M4 4h7v1h-7z", 12), 0);
	memset(text, 'x', 5000);
	assert_false(qr_draw(arena, text, &qr));
}

static void what_is_sealed_opens_for_its_purpose_only(void **state)
{
	const char *secret = "a secret of thirty-two characters!", *sealed = secret_seal(arena, secret, "row 1", KEY);

	(void)state;
	assert_string_equal(secret_open(arena, secret, "row 1", sealed), KEY);
	assert_null(secret_open(arena, secret, "row 2", sealed));
	assert_null(secret_open(arena, "another secret of thirty-two char", "row 1", sealed));
	assert_null(secret_open(arena, secret, "row 1", ""));
	assert_null(secret_open(arena, secret, "row 1", "x"));
	assert_null(secret_open(arena, secret, "row 1", "not base64 !"));
	for (size_t i = 0; sealed[i]; i++) {
		char *changed = arena_copy(arena, sealed, strlen(sealed));

		changed[i] = changed[i] == 'A' ? 'B' : 'A';
		assert_null(secret_open(arena, secret, "row 1", changed));
		changed[i] = '\0';
		assert_null(secret_open(arena, secret, "row 1", changed));
	}
	assert_string_not_equal(sealed, secret_seal(arena, secret, "row 1", KEY));
	assert_string_equal(secret_open(arena, secret, "", secret_seal(arena, secret, "", "")), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_standard),
		cmocka_unit_test(a_code_fits_its_step_and_the_one_before_and_after_and_no_other),
		cmocka_unit_test(what_was_accepted_and_what_came_before_it_fits_no_more),
		cmocka_unit_test(what_is_no_code_never_fits),
		cmocka_unit_test(keys_differ_and_are_long_enough),
		cmocka_unit_test(an_address_for_the_app_escapes_what_people_are_called),
		cmocka_unit_test(a_picture_has_its_quiet_zone_and_too_long_a_text_has_no_picture),
		cmocka_unit_test(what_is_sealed_opens_for_its_purpose_only),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
