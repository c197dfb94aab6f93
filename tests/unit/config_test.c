/* config_test.c: what config.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/config.h"

#define SECRET "0123456789abcdef0123456789abcdef"

static struct arena *arena;
static char file[64];
static struct config config;
static const char *problem;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(16u << 20);
	clearenv();
	snprintf(file, sizeof file, "/tmp/config_test.%d", (int)getpid());
	setenv("CHOSHO_CONFIG", file, 1);
	return 0;
}

static int end(void **state)
{
	(void)state;
	unlink(file);
	arena_end(arena);
	return 0;
}

static void write_file(const char *name, const char *text)
{
	FILE *out = fopen(name, "w");

	if (!out)
		abort();
	fputs(text, out);
	fclose(out);
}

static bool read_with(const char *text)
{
	write_file(file, text);
	return config_read(arena, LANGUAGE_EN, &config, &problem);
}

static void what_is_not_set_has_its_default(void **state)
{
	(void)state;
	assert_true(read_with("secret=" SECRET "\n"));
	assert_string_equal(config.url, "http://127.0.0.1:8080");
	assert_string_equal(config.system_name, "調書システム");
	assert_null(config.database_owner);
	assert_true(read_with("")); /* only serve wants the secret */
	assert_null(config.secret);
	assert_int_equal(config.workers_interactive, 4);
	assert_int_equal(config.workers_heavy, 2);
	assert_int_equal(config.interactive_seconds, 10);
	assert_int_equal(config.heavy_seconds, 60);
	assert_int_equal(config.password_mib, 64);
}

static void the_file_is_lines_of_key_and_value(void **state)
{
	(void)state;
	assert_true(read_with("# a comment\n\n  url = https://chosho.example.jp  \r\nSECRET=\"" SECRET "\"\n"
	                      "database=host=/run dbname=x user='a b'\nworkers_heavy=3\nsystem_name='調 書'"));
	assert_string_equal(config.url, "https://chosho.example.jp");
	assert_string_equal(config.secret, SECRET);
	assert_string_equal(config.database, "host=/run dbname=x user='a b'");
	assert_string_equal(config.system_name, "調 書");
	assert_int_equal(config.workers_heavy, 3);
}

static void the_environment_goes_before_the_file(void **state)
{
	(void)state;
	setenv("CHOSHO_WORKERS_HEAVY", "5", 1);
	assert_true(read_with("secret=" SECRET "\nworkers_heavy=3\n"));
	assert_int_equal(config.workers_heavy, 5);
}

static void a_secret_may_lie_in_a_file_of_its_own(void **state)
{
	char name[80];

	(void)state;
	snprintf(name, sizeof name, "%s.secret", file);
	write_file(name, SECRET "\nsecond line\n");
	setenv("CHOSHO_SECRET_FILE", name, 1);
	assert_true(read_with(""));
	assert_string_equal(config.secret, SECRET);
	unlink(name);
	assert_false(read_with(""));
	assert_non_null(strstr(problem, "CHOSHO_SECRET_FILE"));
	assert_non_null(strstr(problem, name));
}

static void all_that_is_wrong_is_told_at_once(void **state)
{
	(void)state;
	setenv("CHOSHO_URL", "example.jp", 1);
	assert_false(read_with("databse=x\nzzzzzzzzzz=1\nnonsense\nworkers_heavy=0\npassword_mib=lots\nsecret=short\n"
	                       "socket_folder=run\nurl_file=x\n"));
	assert_non_null(strstr(problem, ":1: there is no setting 'databse'. Did you mean 'database'?"));
	assert_non_null(strstr(problem, ":2: there is no setting 'zzzzzzzzzz'."));
	assert_non_null(strstr(problem, ":3: write it as KEY=VALUE"));
	assert_non_null(strstr(problem, ":4: workers_heavy must be"));
	assert_non_null(strstr(problem, ":5: password_mib must be"));
	assert_non_null(strstr(problem, "secret must be at least 32"));
	assert_non_null(strstr(problem, "socket_folder must be"));
	assert_non_null(strstr(problem, "url must be http"));
	assert_non_null(strstr(problem, "'url_file'"));
	assert_null(strstr(problem, "short"));
}

static void a_variable_that_is_nearly_a_setting_is_a_mistake_and_another_is_not(void **state)
{
	(void)state;
	setenv("CHOSHO_FOLDER", "/tmp", 1);
	setenv("CHOSHO_LOG", "/tmp", 1);
	assert_true(read_with("secret=" SECRET "\n"));
	setenv("CHOSHO_DATABSE", "x", 1);
	assert_false(read_with("secret=" SECRET "\n"));
	assert_non_null(strstr(problem, "CHOSHO_DATABSE"));
}

static void a_file_that_was_named_must_be_there(void **state)
{
	(void)state;
	setenv("CHOSHO_SECRET", SECRET, 1);
	unlink(file);
	assert_false(config_read(arena, LANGUAGE_JA, &config, &problem));
	assert_non_null(strstr(problem, file));
}

static void an_address_has_a_host_and_nothing_behind(void **state)
{
	static const char *const good[] = {"http://127.0.0.1:8080", "https://a-b.example.jp", "http://[::1]:80"};
	static const char *const wrong[] = {"", "http://", "https://a/", "https://a/b", "ftp://a", "a", "https://a b"};

	(void)state;
	setenv("CHOSHO_SECRET", SECRET, 1);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		setenv("CHOSHO_URL", good[i], 1);
		assert_true(read_with(""));
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		setenv("CHOSHO_URL", wrong[i], 1);
		assert_false(read_with(""));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static void the_signing_key_is_one_that_chosho_made(void **state)
{
	(void)state;
	assert_true(read_with("signing_key=chosho-private-key:TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs\n"));
	assert_false(read_with("signing_key=TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs\n"));
	assert_non_null(strstr(problem, "signing_key"));
	assert_null(strstr(problem, "TM0I")); /* what may be a key is not told */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_not_set_has_its_default),
		TEST(the_file_is_lines_of_key_and_value),
		TEST(the_environment_goes_before_the_file),
		TEST(a_secret_may_lie_in_a_file_of_its_own),
		TEST(all_that_is_wrong_is_told_at_once),
		TEST(a_variable_that_is_nearly_a_setting_is_a_mistake_and_another_is_not),
		TEST(a_file_that_was_named_must_be_there),
		TEST(an_address_has_a_host_and_nothing_behind),
		TEST(the_signing_key_is_one_that_chosho_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
