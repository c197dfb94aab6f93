/* multipart_test.c: multipart/form-data as browsers send it, and as nobody may. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/inside.h"

#define TYPE "multipart/form-data; boundary=----x"
#define PART(head, value) "------x\r\nContent-Disposition: form-data; " head "\r\n\r\n" value "\r\n"
#define END "------x--\r\n"

static struct arena *arena;
static struct list typed;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(64u << 20);
	return 0;
}

static struct fail *read_as(const char *type, const char *body, size_t length)
{
	typed = (struct list){NULL, 0};
	return typed_read_body(arena, type, body, length, &typed);
}

static struct fail *read(const char *body)
{
	return read_as(TYPE, body, strlen(body));
}

static const struct typed *at(size_t index)
{
	assert_true(index < typed.count);
	return LIST_AT(struct typed, typed, index);
}

static void fields_and_files_are_read_in_order(void **state)
{
	(void)state;
	assert_null(read(PART("name=\"a\"", "1") PART("name=\"b\"; filename=\"x.json\"", "{\r\n}")
	                         PART("name=\"c\"", "") END));
	assert_int_equal(typed.count, 3);
	assert_string_equal(at(0)->name, "a");
	assert_string_equal(at(0)->value, "1");
	assert_null(at(0)->file_name);
	assert_string_equal(at(1)->file_name, "x.json");
	assert_int_equal(at(1)->length, 4);
	assert_memory_equal(at(1)->value, "{\r\n}", 4);
	assert_string_equal(at(2)->value, "");
}

static void a_file_may_hold_anything_but_the_boundary(void **state)
{
	static const char body[] = PART("name=\"f\"; filename=\"\"", "\0\r\n------\r\n\xff") END;

	(void)state;
	assert_null(read_as(TYPE, body, sizeof body - 1));
	assert_int_equal(at(0)->length, 12);
	assert_string_equal(at(0)->file_name, "");
}

static void names_are_unescaped_as_browsers_escape_them(void **state)
{
	(void)state;
	assert_null(read(PART("filename=\"a%22b; name=.txt\"; name=\"x%0D%0Ay%41\"", "1") END));
	assert_string_equal(at(0)->name, "x\r\ny%41");
	assert_string_equal(at(0)->file_name, "a\"b; name=.txt");
}

static void what_is_broken_is_refused(void **state)
{
	const char *const broken[] = {
		"",
		"x",
		"------x",
		"------x\r\n",
		PART("name=\"a\"", "1"),
		"------x\r\n\r\n\r\n1\r\n" END,
		"------x\nContent-Disposition: form-data; name=\"a\"\n\n1\n------x--\n",
		PART("nam=\"a\"", "1") END,
		PART("name=a", "1") END,
		PART("name=\"a", "1") END,
		"------x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END,
		"------x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n" END,
		"preamble\r\n" PART("name=\"a\"", "1") END,
	};

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct fail *fail = read(broken[i]);

		assert_non_null(fail);
		assert_int_equal(fail->kind, FAIL_BAD);
	}
}

static void every_truncation_is_refused(void **state)
{
	static const char whole[] = PART("name=\"a\"", "1") PART("name=\"b\"; filename=\"x\"", "22") END;

	(void)state;
	for (size_t length = 0; length < sizeof whole - 1 - 2; length++) {
		char *body = arena_copy(arena, whole, length);

		assert_non_null(read_as(TYPE, body, length));
	}
}

static void boundaries_have_one_to_seventy_lawful_letters(void **state)
{
	const char *body = "--q\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--q--";
	const char *const bad[] = {
		"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"q",
		"multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890"};

	(void)state;
	assert_null(read_as("multipart/form-data; boundary=q", body, strlen(body)));
	assert_null(read_as("Multipart/Form-Data; boundary=\"q\"", body, strlen(body)));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_non_null(read_as(bad[i], body, strlen(body)));
}

static void too_many_parts_are_refused(void **state)
{
	struct text body = {.arena = arena};

	(void)state;
	for (unsigned i = 0; i <= FIELDS_MAX; i++)
		text_say(&body, PART("name=\"a\"", "1"));
	text_say(&body, END);
	assert_non_null(read_as(TYPE, body.bytes, body.length));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_files_are_read_in_order),
		cmocka_unit_test(a_file_may_hold_anything_but_the_boundary),
		cmocka_unit_test(names_are_unescaped_as_browsers_escape_them),
		cmocka_unit_test(what_is_broken_is_refused),
		cmocka_unit_test(every_truncation_is_refused),
		cmocka_unit_test(boundaries_have_one_to_seventy_lawful_letters),
		cmocka_unit_test(too_many_parts_are_refused),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
