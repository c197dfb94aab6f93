/* json_test.c: what json.h promises: reading is strict to the letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/json.h"

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(64u << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

static struct json *read_text(const char *text)
{
	struct json_error error;

	return json_read(arena, text, strlen(text), &error);
}

static void what_is_read_prints_as_it_was_and_keeps_its_order(void **state)
{
	static const char *const rows[] = {
		"{}",
		"[]",
		"\"\"",
		"0",
		"-1",
		"9223372036854775807",
		"-9223372036854775808",
		"true",
		"false",
		"1.50",
		"1e3",
		"-0.0",
		"{\"z\":1,\"a\":[null,true,{\"調\":\"書\"}],\"m\":\"/\"}",
		"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
		"\"\\\"\\\\\\n\\t\\u0001\"",
		"\"\xF0\xA0\xAE\xB7\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct json *json = read_text(rows[i]);

		if (!json)
			fail_msg("%s is not read", rows[i]);
		assert_string_equal(json_print(arena, json, false), rows[i]);
		assert_non_null(read_text(json_print(arena, json, true)));
	}
	assert_string_equal(json_print(arena, read_text(" { \"a\" : [ 1 , 2 ] }\r\n\t"), false), "{\"a\":[1,2]}");
	assert_string_equal(json_text(read_text("\"\\u3042\\ud842\\udfb7\\/\\b\\f\\r\"")), "あ𠮷/\b\f\r");
}

static const struct {
	const char *text;
	size_t offset;
} no_json[] = {
	{"",								    0 },
	{"  ",								  2 },
	{"{",								   1 },
	{"[1",								  2 },
	{"[1,]",								3 },
	{"{\"a\":1,}",							  7 },
	{"[1 2]",							       3 },
	{"{\"a\" 1}",							   5 },
	{"{a:1}",							       1 },
	{"{'a':1}",							     1 },
	{"[1]x",								3 },
	{"1 2",								 2 },
	{"tru",								 0 },
	{"truex",							       4 },
	{"nul",								 0 },
	{"NaN",								 0 },
	{"Infinity",							    0 },
	{"-",								   1 },
	{"+1",								  0 },
	{"01",								  1 },
	{"-01",								 2 },
	{"1.",								  2 },
	{".5",								  0 },
	{"1e",								  2 },
	{"1e+",								 3 },
	{"0x10",								1 },
	{"9223372036854775808",						 0 },
	{"1e999",							       0 },
	{"/* */1",							      0 },
	{"// \n1",							      0 },
	{"\"a",								 2 },
	{"\"\n\"",							      1 },
	{"\"\\x\"",							     2 },
	{"\"\\u12g4\"",							 5 },
	{"\"\\u0000\"",							 7 },
	{"\"\\ud800\"",							 7 },
	{"\"\\ud800\\u0041\"",						  13},
	{"\"\\udc00\"",							 7 },
	{"\"\xFF\"",							    1 },
	{"\"ab\xE3\x81\"",						      1 },
	{"{\"a\":1,\"a\":2}",						   7 },
	{"{\"a\":1,\"\\u0061\":2}",					     7 },
	{"[{\"b\":{\"a\":1,\"a\":1}}]",					 13},
	{"\xEF\xBB\xBF{}",						      0 },
	{"[\"a\",]",							    5 },
	{"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", 32},
};

static void what_is_no_json_is_refused_with_its_place(void **state)
{

	(void)state;
	for (size_t i = 0; i < sizeof no_json / sizeof *no_json; i++) {
		struct json_error error;

		if (json_read(arena, no_json[i].text, strlen(no_json[i].text), &error))
			fail_msg("%s is read", no_json[i].text);
		if (!error.message || error.offset != no_json[i].offset)
			fail_msg("%s: %s at %zu", no_json[i].text, error.message ? error.message : "no message",
			         error.offset);
	}
}

static void a_nul_byte_is_refused_wherever_it_stands(void **state)
{
	(void)state;
	assert_null(json_read(arena, "1\0", 2, NULL));
	assert_null(json_read(arena, "\"a\0b\"", 5, NULL));
	assert_null(json_read(arena, "\0", 1, NULL));
}

static void a_lone_null_is_no_mistake(void **state)
{
	struct json_error error;

	(void)state;
	assert_null(json_read(arena, "null", 4, &error));
	assert_null(error.message);
	assert_string_equal(json_print(arena, NULL, false), "null");
}

static void a_number_of_many_digits_is_refused(void **state)
{
	char digits[200];

	(void)state;
	memset(digits, '1', sizeof digits);
	digits[1] = '.';
	assert_null(json_read(arena, digits, sizeof digits, NULL));
	assert_non_null(json_read(arena, digits, 20, NULL));
}

static void a_hundred_thousand_keys_are_read_in_no_time(void **state)
{
	struct text text = {.arena = arena};

	(void)state;
	for (int i = 0; i < 100000; i++)
		text_print(&text, "%s\"key%d\":%d", i ? "," : "{", i, i);
	text_say(&text, "}");
	assert_int_equal(json_count(json_read(arena, text.bytes, text.length, NULL)), 100000);
}

static void values_are_asked_for_by_kind(void **state)
{
	const struct json *json = read_text("{\"t\":\"x\",\"n\":7,\"y\":true,\"r\":1.5,\"l\":[1,null],\"o\":null}");

	(void)state;
	assert_int_equal(json_kind(json), JSON_OBJECT);
	assert_string_equal(json_text(json_get(json, "t")), "x");
	assert_int_equal(json_number(json_get(json, "n")), 7);
	assert_true(json_yes(json_get(json, "y")));
	assert_int_equal(json_kind(json_get(json, "r")), JSON_REAL);
	assert_int_equal(json_number(json_get(json, "r")), 0);
	assert_int_equal(json_count(json_get(json, "l")), 2);
	assert_int_equal(json_number(json_at(json_get(json, "l"), 0)), 1);
	assert_int_equal(json_kind(json_at(json_get(json, "l"), 1)), JSON_NULL);
	assert_null(json_at(json_get(json, "l"), 2));
	assert_null(json_at(json, 0));
	assert_int_equal(json_kind(json_get(json, "o")), JSON_NULL);
	assert_null(json_get(json, "none"));
	assert_null(json_get(json_get(json, "t"), "x"));
	assert_null(json_text(json_get(json, "n")));
	assert_int_equal(json_count(json_get(json, "t")), 0);
	assert_false(json_yes(NULL));
}

static void an_object_is_walked_in_its_order(void **state)
{
	struct text keys = {.arena = arena};
	const struct json *json = read_text("{\"b\":1,\"a\":null,\"c\":3}");

	(void)state;
	for (struct json_entry entry = json_first(json); entry.key; entry = json_next(entry))
		text_print(&keys, "%s%lld ", entry.key, (long long)json_number(entry.value));
	assert_string_equal(keys.bytes, "b1 a0 c3 ");
	assert_null(json_first(read_text("{}")).key);
	assert_null(json_first(read_text("[]")).key);
	assert_null(json_first(NULL).key);
}

static void what_is_built_is_shared_and_goes_with_the_arena(void **state)
{
	struct json *object = json_new_object(arena), *list = json_new_list(arena),
		    *text = json_new_text(arena, "a/b\"");

	(void)state;
	json_put(object, "list", list);
	json_put(object, "text", text);
	json_put(object, "again", list);
	json_put(object, "nothing", json_new_null(arena));
	json_add(list, text);
	json_add(list, json_new_number(arena, -5));
	json_add(list, json_new_bool(arena, false));
	assert_string_equal(json_print(arena, object, false),
	                    "{\"list\":[\"a/b\\\"\",-5,false],\"text\":\"a/b\\\"\",\"again\":[\"a/b\\\"\",-5,false],"
	                    "\"nothing\":null}");
	arena_reset(arena);
}

/* "[" and count times one value "]" */
static const char *refusal_of_many(const char *value, size_t count)
{
	struct text text = {.arena = arena};
	struct json_error error;

	text_say(&text, "[");
	for (size_t i = 0; i < count; i++) {
		text_say(&text, i ? "," : "");
		text_say(&text, value);
	}
	text_say(&text, "]");
	json_read(arena, text.bytes, text.length, &error);
	arena_reset(arena);
	return error.message;
}

static void what_would_fill_the_memory_is_refused(void **state)
{
	char key[4200] = "{\"";

	(void)state;
	assert_null(refusal_of_many("{}", 199999));
	assert_string_equal(refusal_of_many("{}", 200000), "too many lists and objects");
	assert_string_equal(refusal_of_many("[]", 2000000), "too many lists and objects");
	assert_null(refusal_of_many("0", 999999));
	assert_string_equal(refusal_of_many("0", 1000000), "too many values");
	memset(key + 2, 'k', 4097);
	memcpy(key + 4099, "\":1}", 5);
	assert_null(read_text(key));
	memmove(key + 4098, key + 4099, 5);
	assert_non_null(read_text(key));
}

static void a_quoted_text_reads_back(void **state)
{
	static const char string[] = "a\"b\\c\nd\te\x01\x1F/調\x7F";
	struct text text = {.arena = arena};

	(void)state;
	json_quote(&text, string);
	assert_string_equal(json_text(json_read(arena, text.bytes, text.length, NULL)), string);
}

static const char *canonical(const char *text)
{
	return json_canonical(arena, json_read(arena, text, strlen(text), NULL));
}

static void the_canonical_text_is_the_same_for_what_is_the_same(void **state)
{
	(void)state;
	assert_string_equal(canonical(" { \"b\" : [ 1 , -2, true,null ] , \"a\" : {\"d\":false,\"c\":\"\"} } "),
	                    "{\"a\":{\"c\":\"\",\"d\":false},\"b\":[1,-2,true,null]}");
	assert_string_equal(canonical("[\"\\u8abf\\u66f8 \\/ \\ud842\\udfb7 \\\"\\\\ \\n\\t\\u001f\"]"),
	                    "[\"調書 / 𠮷 \\\"\\\\ \\n\\u0009\\u001f\"]");
	assert_string_equal(canonical("-0"), "0");
	assert_null(canonical("[1.5]"));
	assert_null(canonical("{\"a\":1e2}"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_prints_as_it_was_and_keeps_its_order),
		cmocka_unit_test(what_is_no_json_is_refused_with_its_place),
		cmocka_unit_test(a_nul_byte_is_refused_wherever_it_stands),
		cmocka_unit_test(a_lone_null_is_no_mistake),
		cmocka_unit_test(a_number_of_many_digits_is_refused),
		cmocka_unit_test(a_hundred_thousand_keys_are_read_in_no_time),
		cmocka_unit_test(values_are_asked_for_by_kind),
		cmocka_unit_test(an_object_is_walked_in_its_order),
		cmocka_unit_test(what_is_built_is_shared_and_goes_with_the_arena),
		cmocka_unit_test(what_would_fill_the_memory_is_refused),
		cmocka_unit_test(a_quoted_text_reads_back),
		cmocka_unit_test(the_canonical_text_is_the_same_for_what_is_the_same),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
