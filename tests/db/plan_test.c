/*
 * plan_test.c: packages through a real database and back: ./dev with ctest. Everything happens in a transaction that is
 * rolled back, but for the commands at the end.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/plan_good.h"
#include "db/db.h"
#include "db/statement_plan.h"
#include "kit/config.h"
#include "kit/secret.h"
#include "kit/text.h"
#include "plan/plan.h"
#include "plan/plan_command.h"
#include "sql_all.h"

#define ARENA_BYTES ((size_t)1 << 30)
#define STATEMENTS_MAX 400

static struct config config;
static struct arena *arena;
static struct db *db;

struct seen {
	int64_t count;
	const char *text;
};
static const struct field seen_fields[] = {FIELD(struct seen, count), FIELD(struct seen, text)};
static const struct shape seen_shape = SHAPE(struct seen, seen_fields);

#define OWN(name, sql, shape)                     \
	static struct statement_plan name##_plan; \
	static const struct statement name = {"test/" #name, sql, NULL, 0, shape, &name##_plan}

OWN(count_events, "select count(*) as count from event where action = 'import' and sheet_id is null", &seen_shape);
OWN(migrated,
    "select count(*) as count, min(grade || '|' || excerpt) as text from sheet join edition on edition.sheet_id = "
    "sheet.id and edition.number = 1 and edition.content = sheet.content where is_migrated and state = 'settled'",
    &seen_shape);
OWN(drafts, "select count(*) as count from sheet where state = 'draft' and edition = 0", &seen_shape);
OWN(write_drafts, "update sheet set saved_at = now(), content = '{\"text\": \"人\"}' where state = 'draft'", NULL);
OWN(parts,
    "select count(*) filter (where state = 'open' and part.content = '{}') as count, min(parts::text) as text from part left join "
    "edition using (sheet_id)",
    &seen_shape);
OWN(write_part, "update part set version = 2, content = '{\"text\": \"人\"}'", NULL);
OWN(numbers, "select count(number) as count, min(number || comparison) as text from target", &seen_shape);

static const struct statement *statements[STATEMENTS_MAX] = {&count_events, &migrated,   &drafts, &write_drafts,
                                                             &parts,        &write_part, &numbers};

static void good_fail(struct fail *fail)
{
	if (fail)
		fail_msg("%s:%d: %s", fail->file, fail->line, fail->detail ? fail->detail : "no detail");
}

static int begin_all(void **state)
{
	const char *problem;
	size_t own = 0;
	size_t i = 0;

	(void)state;
	secret_start();
	arena = arena_make(ARENA_BYTES);
	if (!config_read(arena, LANGUAGE_EN, &config, &problem) || !config.database) {
		fprintf(stderr, "skipped: no database: ./dev with ctest\n");
		_exit(77);
	}
	while (statements[own])
		own++;
	for (; sql_all[i]; i++)
		statements[own + i] = sql_all[i];
	assert_true(own + i < STATEMENTS_MAX);
	good_fail(db_open(&db, arena, config.database, statements));
	return 0;
}

static int end_all(void **state)
{
	(void)state;
	db_close(db);
	return 0;
}

static int begin(void **state)
{
	(void)state;
	db_later_begin(db, false);
	return 0;
}

static int end(void **state)
{
	(void)state;
	db_finish(db);
	return 0;
}

static const char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return text_join(arena, arena_copy(arena, text, (size_t)(at - text)), to, at + strlen(from));
}

static struct package *read_text(const char *text, size_t length)
{
	struct package *package = package_read(arena, LANGUAGE_EN, text, length);

	if (package->mistakes.count)
		fail_msg("%s: %s", LIST_AT(struct package_mistake, package->mistakes, 0)->path,
		         LIST_AT(struct package_mistake, package->mistakes, 0)->sentence);
	return package;
}

static struct plan_report import(const char *text, struct list *misfits)
{
	const struct plan_actor actor = {LANGUAGE_EN, 0, "test"};
	struct plan_report report;
	struct list none;
	int64_t plan;

	good_fail(plan_import(db, &actor, read_text(text, strlen(text)), &report, &plan, misfits ? misfits : &none));
	if (!misfits)
		assert_int_equal(none.count, 0);
	return report;
}

static const char *exported(const char *code)
{
	struct package *package;

	good_fail(plan_export(db, LANGUAGE_EN, code, &package));
	assert_non_null(package);
	assert_int_equal(package->mistakes.count, 0);
	return package_text(arena, package);
}

static struct seen ask(const struct statement *statement)
{
	struct seen seen;

	good_fail(db_one(db, statement, &seen, NO_ARGS));
	return seen;
}

static void what_goes_in_comes_out(void **state)
{
	const char *text = package_text(arena, read_text(good, strlen(good)));
	struct plan_report report = import(good, NULL);

	(void)state;
	assert_true(report.is_new);
	assert_int_equal(report.totals.count, 1);
	assert_int_equal(report.sheets, 1);
	assert_string_equal(exported("p"), text);
}

static void a_second_import_changes_nothing(void **state)
{
	struct plan_report report;
	const char *before;

	(void)state;
	import(good, NULL);
	before = exported("p");
	report = import(before, NULL);
	assert_false(report.is_new);
	assert_false(report.has_changes);
	assert_int_equal(report.sheets, 0);
	assert_string_equal(exported("p"), before);
}

static void an_import_is_written_into_the_history(void **state)
{
	struct seen before = ask(&count_events);

	(void)state;
	import(good, NULL);
	assert_int_equal(ask(&count_events).count, before.count + 1);
}

static void past_evaluations_come_in_settled_with_their_edition(void **state)
{
	struct seen before = ask(&migrated);
	struct seen after;

	(void)state;
	import(good, NULL);
	after = ask(&migrated);
	assert_int_equal(after.count, before.count + 1);
	if (!before.count)
		assert_string_equal(after.text, "A|一 二");
}

static void an_open_round_gets_a_draft_for_every_evaluated_item(void **state)
{
	struct seen before = ask(&drafts);

	(void)state;
	import(replaced(good, ",\"history\":true", ""), NULL);
	assert_int_equal(ask(&drafts).count, before.count + 1);
}

static void an_open_round_gets_a_part_for_every_contributing_department(void **state)
{
	const char *live = replaced(good, ",\"history\":true", "");
	const char *empty = replaced(live, "{\"grade\":\"-\"}}]}", "{}}]}");
	int64_t before = ask(&parts).count;

	(void)state;
	import(empty, NULL);
	assert_int_equal(ask(&parts).count, before + 1);
	import(replaced(empty, "\"departments\":[\"d1\",\"d2\"]", "\"departments\":[\"d1\"]"), NULL);
	assert_int_equal(ask(&parts).count, before); /* untouched, it goes with the plan */
	import(empty, NULL);
	good_fail(db_change(db, &write_part, NULL, NO_ARGS));
	import(live, NULL);
	assert_non_null(strstr(exported("p"), "人")); /* what its department wrote stays */
}

static void past_parts_are_in_the_edition_that_comes_in_settled(void **state)
{
	const char *before = ask(&parts).text;

	(void)state;
	import(good, NULL);
	if (!before)
		assert_non_null(strstr(ask(&parts).text, "{\"grade\": \"－\"}"));
}

static void a_target_with_a_number_keeps_it(void **state)
{
	struct seen before = ask(&numbers);

	(void)state;
	import(good, NULL);
	assert_int_equal(ask(&numbers).count, before.count + 2);
}

static void what_people_wrote_is_never_overwritten(void **state)
{
	const char *live = replaced(good, ",\"history\":true", "");
	struct plan_report report;

	(void)state;
	import(live, NULL);
	good_fail(db_change(db, &write_drafts, NULL, NO_ARGS));
	report = import(replaced(live, "\"text\":\"一\\r\\n二\"", "\"text\":\"三\""), NULL);
	assert_int_equal(report.begun.count, 1);
	assert_null(strstr(exported("p"), "三"));
	assert_non_null(strstr(exported("p"), "人"));
}

static void an_untouched_draft_takes_a_changed_evaluation(void **state)
{
	const char *live = replaced(good, ",\"history\":true", "");
	struct plan_report report;

	(void)state;
	import(live, NULL);
	report = import(replaced(live, "\"text\":\"一\\r\\n二\"", "\"text\":\"三\""), NULL);
	assert_int_equal(report.begun.count, 0);
	assert_non_null(strstr(exported("p"), "三"));
}

static void changes_are_told_as_old_and_new(void **state)
{
	struct plan_report report;
	const struct plan_change *change;

	(void)state;
	import(good, NULL);
	report = import(replaced(good, "\"title\":\"一の一\"", "\"title\":\"改めた題\""), NULL);
	assert_int_equal(report.changed.count, 1);
	change = LIST_AT(struct plan_change, report.changed, 0);
	assert_string_equal(change->code, "1-1");
	assert_string_equal(change->before, "一の一");
	assert_string_equal(change->after, "改めた題");
}

static void another_order_is_told_and_taken_over(void **state)
{
	const char *turned =
		replaced(good, "{\"code\":\"t1\",\"title\":\"高齢\"},{\"code\":\"t2\",\"title\":\"障がい\"}",
	                 "{\"code\":\"t2\",\"title\":\"障がい\"},{\"code\":\"t1\",\"title\":\"高齢\"}");
	struct plan_report report;

	(void)state;
	import(good, NULL);
	report = import(turned, NULL);
	assert_int_equal(report.changed.count, 1);
	assert_true(report.has_changes);
	assert_string_equal(exported("p"), package_text(arena, read_text(turned, strlen(turned))));
	assert_false(import(turned, NULL).has_changes);
}

static void what_a_file_does_not_name_is_kept(void **state)
{
	const char *less = replaced(good, ",{\"code\":\"t2\",\"title\":\"障がい\"}", "");
	struct plan_report report;

	(void)state;
	less = replaced(less, ",\"t2\"]", "]");
	less = replaced(less, ",{\"tag\":\"t2\",\"body\":\"b2\"}", "");
	less = replaced(less, "\"stages\":[{\"stage\":\"y\",\"body\":\"b2\",\"values\":{\"note\":\"可\"}}],", "");
	import(good, NULL);
	report = import(less, NULL);
	assert_true(report.kept.count > 0);
	assert_non_null(strstr(exported("p"), "障がい"));
}

static void a_field_that_sheets_still_use_cannot_go(void **state)
{
	const char *field = "{\"code\":\"text\",\"title\":\"成果\",\"type\":\"text\",\"max_chars\":5},";
	const char *less = replaced(good, field, "");
	struct list misfits;

	(void)state;
	less = replaced(less, "\"text\":\"一\\r\\n二\",", "");
	import(good, NULL);
	import(less, &misfits);
	assert_true(misfits.count > 0);
}

static const char *read_file(const char *path, size_t *length)
{
	struct text bytes = {.arena = arena};
	FILE *file = fopen(path, "rb");
	char part[4096];
	size_t got;

	if (!file)
		return NULL;
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		text_add(&bytes, part, got);
	fclose(file);
	*length = bytes.length;
	return bytes.bytes;
}

static void round_trip(const char *path)
{
	size_t length;
	const char *text = read_file(path, &length);
	struct package *package;
	struct plan_report report;

	if (!text) {
		print_message("skipped: %s is not there\n", path);
		return;
	}
	print_message("%s\n", path);
	package = read_text(text, length);
	text = package_text(arena, package);
	import(text, NULL);
	assert_string_equal(exported(json_text(json_get(package->plan, "code"))), text);
	report = import(text, NULL);
	assert_false(report.has_changes);
}

static void real_and_invented_plans_go_round(void **state)
{
	glob_t found;

	(void)state;
	round_trip("../shared/plans/kiyose-2018.json");
	round_trip("../shared/plans/komae-2024.json");
	if (glob("tests/demo/*.json", 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			round_trip(found.gl_pathv[i]);
	globfree(&found);
}

static void two_thousand_items_come_in_within_seconds(void **state)
{
	struct text items = {.arena = arena};
	struct timespec from, to;

	(void)state;
	for (int i = 0; i < 2000; i++)
		text_print(&items,
		           "{\"code\":\"x%d\",\"parent\":\"1\",\"level\":2,\"title\":\"取組%d\",\"tags\":[\"t1\"],"
		           "\"departments\":[\"d1\",\"d2\"],\"evaluated\":true},",
		           i, i);
	text_say(&items, "{\"code\":\"1-1\",");
	clock_gettime(CLOCK_MONOTONIC, &from);
	import(replaced(replaced(good, "{\"code\":\"1-1\",", items.bytes), ",\"history\":true", ""), NULL);
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_true(to.tv_sec - from.tv_sec < 10);
}

static int run(const char *verb, const char *option, const char *text)
{
	char path[] = "/tmp/chosho-plan-XXXXXX";
	char *arguments[] = {(char *)(uintptr_t)verb, (char *)(uintptr_t)option, path};
	int file = mkstemp(path);
	int status;

	assert_true(file >= 0);
	assert_int_equal(dprintf(file, "%s", text), (int)strlen(text));
	close(file);
	status = plan_command(&config, LANGUAGE_EN, arena, sql_all, 3, arguments);
	unlink(path);
	return status;
}

static void a_file_with_a_mistake_or_a_dry_run_changes_nothing(void **state)
{
	struct package *package;

	(void)state;
	assert_int_equal(run("import", "--dry-run", good), 0);
	assert_int_equal(run("import", "--dry-run", replaced(good, "\"term\":\"final\"", "\"term\":\"end\"")), 1);
	assert_int_equal(run("import", "--dry", good), 2);
	good_fail(plan_export(db, LANGUAGE_EN, "p", &package));
	assert_null(package);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_goes_in_comes_out),
		TEST(a_second_import_changes_nothing),
		TEST(an_import_is_written_into_the_history),
		TEST(past_evaluations_come_in_settled_with_their_edition),
		TEST(an_open_round_gets_a_draft_for_every_evaluated_item),
		TEST(an_open_round_gets_a_part_for_every_contributing_department),
		TEST(past_parts_are_in_the_edition_that_comes_in_settled),
		TEST(a_target_with_a_number_keeps_it),
		TEST(what_people_wrote_is_never_overwritten),
		TEST(an_untouched_draft_takes_a_changed_evaluation),
		TEST(changes_are_told_as_old_and_new),
		TEST(another_order_is_told_and_taken_over),
		TEST(what_a_file_does_not_name_is_kept),
		TEST(a_field_that_sheets_still_use_cannot_go),
		TEST(real_and_invented_plans_go_round),
		TEST(two_thousand_items_come_in_within_seconds),
		TEST(a_file_with_a_mistake_or_a_dry_run_changes_nothing),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
