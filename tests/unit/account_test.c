/* account_test.c: what of the accounts needs no database: the slow-down, passwords that are guessed, the command's words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "account/account.h"
#include "account/account_add.h"

const struct route routes[] = {
	{GET, NULL, INTERACTIVE, 0, NULL, NULL}
}; /* the door wants a table */

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(16u << 20);
	return 0;
}

static void guessing_slows_down_and_never_locks(void **state)
{
	const int64_t waits[] = {0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60};

	(void)state;
	for (int64_t failures = 0; failures < 12; failures++) {
		assert_int_equal(account_wait(failures, 0), waits[failures]);
		assert_int_equal(account_wait(failures, waits[failures]), 0);
	}
	assert_int_equal(account_wait(7, 3), 5);
	assert_int_equal(account_wait(INT64_C(1000000), 0), 60);
}

static void passwords_that_are_guessed_first_are_refused(void **state)
{
	const char *const common[] = {"password1234",   "Password!2024",  "passwordpassword", "p@ssw0rdp@ssw0rd",
	                              "qwertyuiop12",   "123456789012",   "aaaaaaaaaaaa",     "abcdefghijkl",
	                              "1q2w3e4r5t6y",   "iloveyou1234",   "sakurasakura",     "letmein-letmein",
	                              "shiyakusho2024", "hanako.suzuki1", "adminadmin99",     "zxcvbnm,1234"};
	const char *const good[] = {"korarenai-asahi-42",
	                            "correct horse battery staple",
	                            "kawabata no tetsukyou 8:15",
	                            "川端の鉄橋は八時十五分",
	                            "xK9#mQ2vLp7!",
	                            "suimen ni ukabu momiji"};

	(void)state;
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (!account_password_is_common(arena, common[i], "hanako.suzuki"))
			fail_msg("%s was let through", common[i]);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (account_password_is_common(arena, good[i], "hanako.suzuki"))
			fail_msg("%s was refused", good[i]);
}

static void logins_are_compared_folded(void **state)
{
	(void)state;
	assert_string_equal(account_login(arena, " Ｔaro.Ｙ "), "taro.y");
}

static bool reads(struct add_options *options, int count, const char *const *words)
{
	const char *refusal;
	bool good = add_options_read(arena, LANGUAGE_EN, count, (char **)(uintptr_t)words, options, &refusal);

	assert_true(good == (refusal == NULL));
	return good;
}
#define READS(...) \
	reads(&options, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *), (const char *[]){__VA_ARGS__})

static void the_command_reads_its_words(void **state)
{
	struct add_options options;

	(void)state;
	assert_true(READS("add", "--login", "Taro", "--name", "太郎", "--department", "ka", "--role", "author",
	                  "--role", "chair:iin"));
	assert_string_equal(options.login, "taro");
	assert_int_equal(options.role_count, 2);
	assert_int_equal(options.roles[1].role, ROLE_CHAIR);
	assert_string_equal(options.roles[1].code, "iin");
	assert_true(READS("add", "--login", "a", "--name", "b", "--role", "author:ka"));
}

static void the_command_refuses_what_it_does_not_know(void **state)
{
	struct add_options options;

	(void)state;
	assert_false(READS("remove"));
	assert_false(READS("add"));
	assert_false(READS("add", "--login", "a", "--name", "b"));
	assert_false(READS("add", "--login", "a", "--name", "b", "--role", "king"));
	assert_false(READS("add", "--login", "a", "--name", "b", "--role", "author"));
	assert_false(READS("add", "--login", "a", "--name", "b", "--role", "member"));
	assert_false(READS("add", "--login", "a", "--name", "b", "--role", "auditor:ka"));
	assert_false(READS("add", "--login", "a b", "--name", "b", "--role", "auditor"));
	assert_false(READS("add", "--login", "a", "--login", "c", "--name", "b", "--role", "auditor"));
	assert_false(READS("add", "--login", "a", "--name", "b\nc", "--role", "auditor"));
	assert_false(READS("add", "--login", "a", "--name", "b", "--role"));
	assert_false(READS("add", "--user", "a", "--name", "b", "--role", "auditor"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(guessing_slows_down_and_never_locks),
		cmocka_unit_test(passwords_that_are_guessed_first_are_refused),
		cmocka_unit_test(logins_are_compared_folded),
		cmocka_unit_test(the_command_reads_its_words),
		cmocka_unit_test(the_command_refuses_what_it_does_not_know),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
