/* route_test.c: which row an address finds, and whom a row lets in. The table here is the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/route.h"

const struct route routes[] = {
	{GET,  "/",			INTERACTIVE, WHO_SIGNED_IN,                             NULL, NULL},
	{GET,  "/plans/{word}",            INTERACTIVE, WHO(ROLE_SECRETARIAT) | WHO(ROLE_AUDITOR), NULL, NULL},
	{GET,  "/plans/import",            HEAVY,       WHO_ANYBODY,                               NULL, NULL},
	{GET,  "/sheets/{id}",             INTERACTIVE, WHO_SIGNED_IN,                             NULL, NULL},
	{POST, "/sheets/{id}/parts/{id2}", INTERACTIVE, WHO(ROLE_AUTHOR),                          NULL, NULL},
	{GET,  "/healthz",                 INTERACTIVE, WHO_MACHINE,                               NULL, NULL},
	{GET,  NULL,		       INTERACTIVE, 0,					 NULL, NULL},
};

static struct request request;

static int begin(void **state)
{
	(void)state;
	request = (struct request){.arena = arena_make(1u << 20)};
	return 0;
}

static const struct route *find(enum method method, const char *path, bool *other)
{
	request.id = request.id2 = -1;
	return route_find(method, path, &request, other);
}

static void an_address_finds_its_row_and_its_ids(void **state)
{
	bool other;

	(void)state;
	assert_ptr_equal(find(GET, "/", &other), &routes[0]);
	assert_ptr_equal(find(GET, "/sheets/17", &other), &routes[3]);
	assert_int_equal(request.id, 17);
	assert_ptr_equal(find(POST, "/sheets/3/parts/4", &other), &routes[4]);
	assert_int_equal(request.id, 3);
	assert_int_equal(request.id2, 4);
	assert_ptr_equal(find(GET, "/plans/komae-2024_x", &other), &routes[1]);
	assert_string_equal(request.word, "komae-2024_x");
}

static void a_literal_row_goes_before_one_with_braces(void **state)
{
	bool other;

	(void)state;
	assert_ptr_equal(find(GET, "/plans/import", &other), &routes[2]);
}

static void every_object_has_one_address(void **state)
{
	const char *const none[] = {
		"",           "//",         "/sheets",    "/sheets/",   "/sheets/01",
		"/sheets/+1", "/sheets/-1", "/sheets/1/", "/sheets/1x", "/sheets/1234567890123456789",
		"/plans/",    "/plans/a/b", "/plans/調",  "/Sheets/1",  "/sheets/1/parts/"};
	bool other;

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		assert_null(find(GET, none[i], &other));
		assert_false(other);
	}
	assert_non_null(find(GET, "/sheets/123456789012345678", &other));
}

static void the_wrong_method_is_told_from_no_address(void **state)
{
	bool other;

	(void)state;
	assert_null(find(POST, "/sheets/1", &other));
	assert_true(other);
	assert_null(find(GET, "/sheets/1/parts/2", &other));
	assert_true(other);
}

static void a_row_lets_in_whom_it_names(void **state)
{
	struct viewer nobody = {.account_id = 0, .roles = WHO(ROLE_AUDITOR)};
	struct viewer plain = {.account_id = 1};

	(void)state;
	assert_true(route_admits(&routes[2], &nobody));
	assert_true(route_admits(&routes[5], &nobody));
	assert_false(route_admits(&routes[0], &nobody));
	assert_false(route_admits(&routes[1], &nobody));
	assert_true(route_admits(&routes[0], &plain));
	for (int role = 0; role < ROLES; role++) {
		plain.roles = WHO(role);
		assert_int_equal(route_admits(&routes[1], &plain), role == ROLE_SECRETARIAT || role == ROLE_AUDITOR);
		assert_int_equal(route_admits(&routes[4], &plain), role == ROLE_AUTHOR);
	}
}

static void a_role_counts_for_its_own_department_or_body_only(void **state)
{
	struct assignment rows[] = {
		{.role = ROLE_AUTHOR, .department_id = 5, .scope = ""},
		{.role = ROLE_CHAIR,  .body_id = 9,       .scope = ""},
	};
	struct viewer viewer = {
		.account_id = 1, .roles = WHO(ROLE_AUTHOR) | WHO(ROLE_CHAIR), .assignments = {rows, 2}
        };

	(void)state;
	assert_true(viewer_has(&viewer, ROLE_AUTHOR));
	assert_false(viewer_has(&viewer, ROLE_HEAD));
	assert_true(viewer_has_for_department(&viewer, ROLE_AUTHOR, 5));
	assert_false(viewer_has_for_department(&viewer, ROLE_AUTHOR, 9));
	assert_false(viewer_has_for_department(&viewer, ROLE_CHAIR, 0));
	assert_false(viewer_has_for_department(&viewer, ROLE_HEAD, 5));
	assert_true(viewer_has_for_body(&viewer, ROLE_CHAIR, 9));
	assert_false(viewer_has_for_body(&viewer, ROLE_CHAIR, 5));
	assert_false(viewer_has_for_body(&viewer, ROLE_AUTHOR, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_finds_its_row_and_its_ids),
		cmocka_unit_test(a_literal_row_goes_before_one_with_braces),
		cmocka_unit_test(every_object_has_one_address),
		cmocka_unit_test(the_wrong_method_is_told_from_no_address),
		cmocka_unit_test(a_row_lets_in_whom_it_names),
		cmocka_unit_test(a_role_counts_for_its_own_department_or_body_only),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
