/* fail_test.c: what fail.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/fail.h"

static void a_failure_carries_kind_sentence_place_and_detail(void **state)
{
	struct fail *fail = FAIL_WITH(FAIL_CONFLICT, SAY_database_conflict, "%s: %d", "sheet/save", 7);

	(void)state;
	assert_int_equal(fail->kind, FAIL_CONFLICT);
	assert_int_equal(fail->say, SAY_database_conflict);
	assert_string_equal(fail->detail, "sheet/save: 7");
	assert_non_null(strstr(fail->file, "fail_test.c"));
	assert_int_equal(fail->line, __LINE__ - 7);
	assert_null(FAIL(FAIL_BAD, SAY_NOTHING)->detail);
}

static void a_detail_may_quote_the_failure_before_it(void **state)
{
	struct fail *fail = FAIL_WITH(FAIL_FAULT, SAY_NOTHING, "%s", "inner");

	(void)state;
	fail = FAIL_WITH(FAIL_FAULT, SAY_NOTHING, "outer: %s", fail->detail);
	assert_string_equal(fail->detail, "outer: inner");
}

static void a_long_detail_is_cut(void **state)
{
	char text[9000];
	struct fail *fail;

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	fail = FAIL_WITH(FAIL_FAULT, SAY_NOTHING, "%s", text);
	assert_true(strlen(fail->detail) < 4096);
}

static struct fail *inner(bool good)
{
	return good ? NULL : FAIL(FAIL_DENIED, SAY_NOTHING);
}

static struct fail *outer(bool good, bool *reached)
{
	TRY(inner(good));
	*reached = true;
	return NULL;
}

static void try_lets_a_failure_pass_and_goes_on_without(void **state)
{
	bool reached = false;

	(void)state;
	assert_non_null(outer(false, &reached));
	assert_false(reached);
	assert_null(outer(true, &reached));
	assert_true(reached);
}

static void each_kind_is_an_http_status(void **state)
{
	static const int expected[] = {400, 403, 404, 405, 409, 413, 422, 429, 500, 503};

	(void)state;
	for (int kind = 0; kind < FAIL_KINDS; kind++)
		assert_int_equal(fail_status((enum fail_kind)kind), expected[kind]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failure_carries_kind_sentence_place_and_detail),
		cmocka_unit_test(a_detail_may_quote_the_failure_before_it),
		cmocka_unit_test(a_long_detail_is_cut),
		cmocka_unit_test(try_lets_a_failure_pass_and_goes_on_without),
		cmocka_unit_test(each_kind_is_an_http_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
