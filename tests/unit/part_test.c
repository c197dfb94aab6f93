/* part_test.c: what part.h promises: whose text may be read, whose indicator is whose, and when a part counts as changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "sheet/part.h"

#define ROWS(rows) ((struct list){(rows), sizeof(rows) / sizeof *(rows)})

enum { LEAD = 1, ONE = 2, OTHER = 13 };

static struct arena *arena;
static struct field_row fields[3];
static struct indicator_row indicators[5];
static struct part parts[2];
static struct assignment role;
static struct request q;
static struct sheet_file file;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(64u << 20);
	fields[0] = (struct field_row){.code = "text", .title = "text", .type = FIELD_TEXT, .is_required = true};
	fields[1] = (struct field_row){.code = "grade", .title = "grade", .type = FIELD_CHOICE, .is_required = true};
	fields[2] = (struct field_row){.code = "actuals", .title = "actuals", .type = FIELD_INDICATORS};
	indicators[0] = (struct indicator_row){.code = "nobody's", .department_ids = "  "};
	indicators[1] = (struct indicator_row){.code = "lead's", .department_ids = " 1 "};
	indicators[2] = (struct indicator_row){.code = "both's", .department_ids = " 1 2 "};
	indicators[3] = (struct indicator_row){.code = "one's", .department_ids = " 2 "};
	indicators[4] = (struct indicator_row){.code = "theirs", .department_ids = " 2 13 "};
	parts[0] = (struct part){.id = 7,
	                         .version = 3,
	                         .state = PART_IN,
	                         .department_id = ONE,
	                         .named_department_id = ONE,
	                         .content = "{\"text\": \"one\", \"actuals\": {\"one's\": \"4\"}}"};
	parts[1] = (struct part){.id = 8,
	                         .version = 5,
	                         .state = PART_OPEN,
	                         .department_id = OTHER,
	                         .named_department_id = OTHER,
	                         .content = "{\"text\": \"other\", \"actuals\": {\"theirs\": \"6\"}}"};
	role = (struct assignment){.role = ROLE_AUTHOR, .department_id = LEAD};
	q = (struct request){
		.arena = arena, .viewer = {.account_id = 1, .assignments = {&role, 1}}
        };
	file = (struct sheet_file){
		.form = {.fields = ROWS(fields), .indicators = ROWS(indicators)},
                  .parts = ROWS(parts)
        };
	file.sheet = (struct sheet){.state = SHEET_DRAFT, .department_id = LEAD, .is_open = true};
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

static const struct indicator_row *row_of(size_t index)
{
	return LIST_AT(struct indicator_row, file.form.indicators, index);
}

static const char *text_of(const struct part *part)
{
	for (EACH(const struct field_view, field, part->fields))
		if (field->is_text)
			return field->text;
	return NULL;
}

static void the_lead_reads_a_part_once_it_is_in(void **state)
{
	(void)state;
	part_lay_out(&q, &file, true);
	assert_string_equal(text_of(&parts[0]), "one");
	assert_null(text_of(&parts[1]));
	assert_true(parts[0].may_hand_back);
	assert_false(parts[1].may_hand_back);
	assert_false(parts[0].may_write || parts[1].may_write);
}

static void a_department_reads_its_own_and_what_is_in(void **state)
{
	(void)state;
	role.department_id = OTHER;
	part_lay_out(&q, &file, true);
	assert_string_equal(text_of(&parts[0]), "one");
	assert_string_equal(text_of(&parts[1]), "other");
	assert_true(parts[1].may_write);
	assert_false(parts[0].may_write || parts[0].may_hand_back);
}

static void who_sees_all_reads_what_is_being_written(void **state)
{
	(void)state;
	role = (struct assignment){.role = ROLE_AUDITOR};
	q.viewer.roles = WHO(ROLE_AUDITOR);
	part_lay_out(&q, &file, true);
	assert_string_equal(text_of(&parts[1]), "other");
	assert_false(parts[1].may_write);
}

static void an_edition_shows_what_was_submitted_and_nothing_else(void **state)
{
	(void)state;
	file.sheet.state = SHEET_REVIEWING;
	parts[0].submitted = "{\"text\": \"earlier\"}";
	parts[0].parts_reason = parts[1].parts_reason = "no time";
	part_lay_out(&q, &file, false);
	assert_string_equal(text_of(&parts[0]), "earlier");
	assert_null(text_of(&parts[1]));
	assert_true(parts[1].is_left_out);
	assert_false(parts[0].is_left_out);
	parts[1].submitted = "\"none this year\"";
	part_lay_out(&q, &file, false);
	assert_string_equal(parts[1].said_nothing, "none this year");
	assert_false(parts[1].is_left_out);
}

static void an_indicator_of_contributing_departments_alone_is_written_in_their_parts(void **state)
{
	(void)state;
	part_lay_out(&q, &file, true);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(row_of(i)->is_elsewhere, i >= 3);
	assert_non_null(strstr(row_of(3)->original_content, "\"4\""));
	role.department_id = OTHER;
	part_lay_out(&q, &file, true);
	assert_non_null(strstr(row_of(4)->original_content, "\"6\"")); /* of the one of them that says something */
}

static void a_department_is_asked_for_texts_and_its_own_indicators_and_must_nothing(void **state)
{
	const bool hidden[] = {true, true, false, false, false};
	struct form_rows form;

	(void)state;
	form = part_form(arena, &file.form, ONE);
	assert_false(LIST_AT(struct field_row, form.fields, 0)->is_required);
	assert_false(LIST_AT(struct field_row, form.fields, 0)->is_hidden);
	assert_true(LIST_AT(struct field_row, form.fields, 1)->is_hidden);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(LIST_AT(struct indicator_row, form.indicators, i)->is_hidden, hidden[i]);
	assert_true(fields[0].is_required); /* the lead's form is as it was */
}

static void what_is_not_asked_for_stays_as_it_is(void **state)
{
	const struct json *old =
		content_parse(arena, "{\"grade\": \"A\", \"actuals\": {\"lead's\": \"1\"}, \"text\": \"x\"}");
	struct typed typed = {.name = "value-text", .value = "y"};
	const struct list sent = {&typed, 1};
	struct form_rows form;

	(void)state;
	form = part_form(arena, &file.form, ONE);
	assert_string_equal(json_canonical(arena, content_read(&q, &form, old, &sent)),
	                    "{\"actuals\":{\"lead's\":\"1\"},\"grade\":\"A\",\"text\":\"y\"}");
	assert_int_equal(q.mistakes.count, 0);
}

static void the_stamp_changes_with_what_is_handed_in_and_not_with_what_is_typed(void **state)
{
	(void)state;
	assert_string_equal(part_stamp(arena, &file.parts), "7.3 8.0");
	parts[1].version++;
	assert_string_equal(part_stamp(arena, &file.parts), "7.3 8.0");
	parts[1].state = PART_IN;
	assert_string_equal(part_stamp(arena, &file.parts), "7.3 8.6");
	assert_string_equal(part_stamp(arena, &(struct list){NULL, 0}), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_lead_reads_a_part_once_it_is_in),
		TEST(a_department_reads_its_own_and_what_is_in),
		TEST(who_sees_all_reads_what_is_being_written),
		TEST(an_edition_shows_what_was_submitted_and_nothing_else),
		TEST(an_indicator_of_contributing_departments_alone_is_written_in_their_parts),
		TEST(a_department_is_asked_for_texts_and_its_own_indicators_and_must_nothing),
		TEST(what_is_not_asked_for_stays_as_it_is),
		TEST(the_stamp_changes_with_what_is_handed_in_and_not_with_what_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
