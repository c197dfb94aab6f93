/* log_test.c: what log.h promises: one event is one line of JSON, whatever it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/json.h"
#include "kit/log.h"

static struct arena *arena;
static int ends[2];
static int kept;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(16u << 20);
	kept = dup(STDERR_FILENO);
	if (pipe(ends) != 0)
		return -1;
	dup2(ends[1], STDERR_FILENO);
	return 0;
}

static int end(void **state)
{
	(void)state;
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(ends[0]);
	close(ends[1]);
	arena_end(arena);
	return 0;
}

/* The one line that was written, as JSON. */
static struct json *line(void)
{
	char bytes[16384];
	ssize_t length = read(ends[0], bytes, sizeof bytes);

	if (length < 1 || memchr(bytes, '\n', (size_t)length) != bytes + length - 1)
		return NULL;
	return json_read(arena, bytes, (size_t)length, NULL);
}

static void an_event_is_one_line_of_json(void **state)
{
	struct json *json;

	(void)state;
	log_line("request", "number", "K7Q2-93XM", "path", "/a\"b\\c\n調", "none", (char *)NULL, NULL);
	json = line();
	assert_non_null(json);
	assert_string_equal(json_text(json_get(json, "event")), "request");
	assert_string_equal(json_text(json_get(json, "number")), "K7Q2-93XM");
	assert_string_equal(json_text(json_get(json, "path")), "/a\"b\\c\n調");
	assert_int_equal(strlen(json_text(json_get(json, "time"))), strlen("2024-12-13T14:05:00.123Z"));
	assert_int_equal(json_count(json), 5);
}

static void broken_bytes_do_not_break_the_line(void **state)
{
	(void)state;
	log_line("a", "b", "\xFF\xC0\x80\xED\xA0\x80\xF5\x7F\xE3\x81", NULL);
	assert_non_null(line());
}

static void a_long_value_is_cut_and_the_line_stays_json(void **state)
{
	static char text[20000];

	(void)state;
	for (size_t length = 7900; length < 8300; length++) {
		memset(text, length % 2 ? '"' : 'x', sizeof text);
		text[length % 2 ? length / 2 : length] = '\0';
		log_line("a", "first", text, "second", text, NULL);
		if (!line())
			fail_msg("%zu", length);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_event_is_one_line_of_json, begin, end),
		cmocka_unit_test_setup_teardown(broken_bytes_do_not_break_the_line, begin, end),
		cmocka_unit_test_setup_teardown(a_long_value_is_cut_and_the_line_stays_json, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
