/* manifest_test.c: what manifest.h promises: a sign-off that left the house tells every change, and where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/json.h"
#include "kit/secret.h"
#include "manifest_good.h"
#include "meeting/manifest.h"

static struct arena *arena;
static struct sign_key key;
static const char *file; /* a good one */

static int begin(void **state)
{
	(void)state;
	secret_start();
	arena = arena_make(512u << 20);
	assert_true(sign_key_read(arena, GOOD_KEY, &key));
	file = good_file(arena, &key);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

static struct manifest_report *verify(const char *bytes)
{
	return manifest_verify(arena, LANGUAGE_EN, bytes, strlen(bytes), NULL);
}

static bool is_found(const struct manifest_report *report, const char *words)
{
	for (EACH(const char *const, finding, report->findings))
		if (strstr(*finding, words))
			return true;
	return false;
}

/* The good file with one piece of text instead of another. */
static const char *changed(const char *from, const char *to)
{
	const char *at = strstr(file, from);

	assert_non_null(at);
	return text_join(arena, arena_copy(arena, file, (size_t)(at - file)), to, at + strlen(from));
}

static void what_was_exported_is_valid(void **state)
{
	const struct manifest_report *report = verify(file);

	(void)state;
	assert_int_equal(report->findings.count, 0);
	assert_string_equal(report->key_id, key.id);
	assert_string_equal(report->title, "第2回推進会議");
	assert_string_equal(report->signed_by, "会長 一郎");
	assert_null(report->signed_for);
	assert_int_equal(report->approved, 1);
	assert_int_equal(report->returned, 1);
	assert_false(report->is_key_known);
}

/* Not one byte, in not one of its bits, can be changed, added or left out. */
static void every_byte_counts(void **state)
{
	const size_t length = strlen(file);
	char *copy = arena_copy(arena, file, length);

	(void)state;
	for (size_t i = 0; i < length; i++) {
		struct arena *small = arena_make(64u << 20);

		for (unsigned bit = 1; bit < 256; bit <<= 1) {
			copy[i] = (char)((unsigned char)file[i] ^ bit);
			assert_true(manifest_verify(small, LANGUAGE_EN, copy, length, NULL)->findings.count > 0);
		}
		copy[i] = file[i];
		assert_true(manifest_verify(small, LANGUAGE_EN, copy, i, NULL)->findings.count > 0);
		arena_end(small);
	}
	assert_true(verify(text_join(arena, file, "\n"))->findings.count > 0);
	assert_true(verify(text_join(arena, " ", file))->findings.count > 0);
}

static void a_change_is_told_to_the_sheet(void **state)
{
	struct manifest_report *report;

	(void)state;
	report = verify(changed("\\\"decision\\\":\\\"returned\\\"", "\\\"decision\\\":\\\"approved\\\""));
	assert_true(is_found(report, "entry of sheet 1-1-2"));
	assert_false(is_found(report, "1-1-1"));
	assert_true(is_found(report, "signature does not fit"));

	report = verify(changed("見守りを行った", "見守りを怠った"));
	assert_int_equal(report->findings.count, 1);
	assert_true(is_found(report, "text of 1-1-1 edition 2 does not match its hash"));

	report = verify(changed("第2回推進会議", "第3回推進会議"));
	assert_true(is_found(report, "head"));
	assert_false(is_found(report, "entry of sheet"));
}

static void texts_that_are_left_out_or_added_are_named(void **state)
{
	const char *one = "{\"code\":\"1-1-1\",\"edition\":2,\"sheet\":11,\"text\":\"" GOOD_TEXT_QUOTED "\"},";

	(void)state;
	assert_true(is_found(verify(changed(one, "")), "text of 1-1-1 edition 2 is missing"));
	assert_true(is_found(verify(changed(one, text_join(arena, one, one))), "1-1-1 holds something"));
	assert_true(is_found(verify(changed("\"signature\":", "\"also\":1,\"signature\":")), "not exported"));
}

static void another_key_is_not_the_municipalitys(void **state)
{
	const struct sign_key forger = sign_key_new(arena);
	const char *forged = good_file(arena, &forger);
	const char *known = text_join(arena, "# keys\n", key.id, " ", key.public_key, "\n");

	(void)state;
	assert_int_equal(verify(forged)->findings.count, 0); /* it is consistent in itself … */
	assert_true(is_found(manifest_verify(arena, LANGUAGE_EN, forged, strlen(forged), known), forger.id));
	assert_int_equal(manifest_verify(arena, LANGUAGE_EN, file, strlen(file), known)->findings.count, 0);
	assert_true(manifest_verify(arena, LANGUAGE_EN, file, strlen(file), known)->is_key_known);
	assert_true(manifest_verify(arena, LANGUAGE_EN, file, strlen(file), key.public_key)->is_key_known);
	assert_false(manifest_verify(arena, LANGUAGE_EN, file, strlen(file), "")->is_key_known);
}

static void what_is_something_else_is_refused_without_a_crash(void **state)
{
	static const char *const others[] = {
		"",
		"\n",
		"null\n",
		"[]\n",
		"{}\n",
		"{\"manifest\":1}\n",
		"{\"manifest\":\"{}\",\"papers\":{}}\n",
		"{\"manifest\":\"{\\\"sheets\\\":[1,[],{}]}\",\"papers\":[[],1,{\"text\":2}],\"public_key\":[],\"signature\":{}}\n"};

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_true(verify(others[i])->findings.count > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_exported_is_valid),
		cmocka_unit_test(every_byte_counts),
		cmocka_unit_test(a_change_is_told_to_the_sheet),
		cmocka_unit_test(texts_that_are_left_out_or_added_are_named),
		cmocka_unit_test(another_key_is_not_the_municipalitys),
		cmocka_unit_test(what_is_something_else_is_refused_without_a_crash),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
