/* shape_test.c: what shape.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/shape.h"

enum weather { SUN, RAIN, WEATHERS };
static const char *const weather_codes[] = {"sun", "rain"};
static const struct names weather_names = {weather_codes, NULL, WEATHERS};

struct place {
	const char *name;
};
static const struct field place_fields[] = {FIELD(struct place, name)};
static const struct shape place_shape = SHAPE(struct place, place_fields);

struct report {
	const char *text;
	int64_t number;
	bool is_wet;
	struct day day;
	struct moment at;
	enum weather weather;
	struct list places;
	struct place place;
};
static const struct field report_fields[] = {
	FIELD(struct report, text),
	FIELD(struct report, number),
	FIELD(struct report, is_wet),
	FIELD(struct report, day),
	FIELD(struct report, at),
	FIELD_NAMED(struct report, weather, weather_names),
	FIELD_LIST(struct report, places, place_shape),
	FIELD_PART(struct report, place, place_shape),
};
static const struct shape report_shape = SHAPE(struct report, report_fields);

static void the_kind_of_a_field_follows_from_its_type(void **state)
{
	(void)state;
	assert_int_equal(report_shape.count, KINDS);
	for (size_t i = 0; i < report_shape.count; i++)
		assert_int_equal(report_fields[i].kind, i); /* the struct has one of each, in the enum's order */
	assert_int_equal(report_shape.size, sizeof(struct report));
	assert_int_equal(report_fields[3].offset, offsetof(struct report, day));
}

static void a_field_is_found_by_its_whole_name(void **state)
{
	(void)state;
	assert_ptr_equal(shape_field(&report_shape, "place", 5), &report_fields[7]);
	assert_ptr_equal(shape_field(&report_shape, "places", 6), &report_fields[6]);
	assert_ptr_equal(shape_field(&report_shape, "place.name", 5), &report_fields[7]);
	assert_null(shape_field(&report_shape, "plac", 4));
	assert_null(shape_field(&report_shape, "", 0));
	assert_null(shape_field(&report_shape, "placed", 6));
}

static void a_code_is_found_and_an_unknown_one_is_not(void **state)
{
	(void)state;
	assert_int_equal(names_index(&weather_names, "rain"), RAIN);
	assert_int_equal(names_index(&weather_names, "snow"), -1);
}

static void each_walks_over_all_rows(void **state)
{
	struct place rows[] = {{"a"}, {"b"}, {"c"}};
	struct list list = {rows, 3}, none = {NULL, 0};
	char seen[4] = "";

	(void)state;
	for (EACH(const struct place, place, list))
		seen[place - rows] = *place->name;
	for (EACH(const struct place, place, none))
		fail_msg("%s", place->name);
	assert_string_equal(seen, "abc");
	assert_string_equal(LIST_AT(struct place, list, 1)->name, "b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kind_of_a_field_follows_from_its_type),
		cmocka_unit_test(a_field_is_found_by_its_whole_name),
		cmocka_unit_test(a_code_is_found_and_an_unknown_one_is_not),
		cmocka_unit_test(each_walks_over_all_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
