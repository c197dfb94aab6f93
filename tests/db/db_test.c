/*
 * db_test.c: what db.h promises, against a real database: ./dev with ctest. The statements here are the test's own,
 * over a table that it makes and drops.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/db.h"
#include "db/statement_plan.h"
#include "kit/config.h"
#include "kit/secret.h"
#include "kit/text.h"

static struct config config;
static struct arena *arena;
static struct db *db;    /* as the web program has it */
static struct db *owner; /* nothing prepared */

enum colour { RED, GREEN, COLOURS };
static const char *const colour_codes[] = {"red", "green"};
static const struct names colour_names = {colour_codes, NULL, COLOURS};

struct maker {
	const char *name;
};
static const struct field maker_fields[] = {FIELD(struct maker, name)};
static const struct shape maker_shape = SHAPE(struct maker, maker_fields);

struct thing {
	int64_t id;
	const char *name;
	bool is_new;
	struct day day;
	struct moment at;
	enum colour colour;
	struct maker maker;
	int64_t unused;
};
static const struct field thing_fields[] = {
	FIELD(struct thing, id),
	FIELD(struct thing, name),
	FIELD(struct thing, is_new),
	FIELD(struct thing, day),
	FIELD(struct thing, at),
	FIELD_NAMED(struct thing, colour, colour_names),
	FIELD_PART(struct thing, maker, maker_shape),
	FIELD(struct thing, unused),
};
static const struct shape thing_shape = SHAPE(struct thing, thing_fields);

#define P(name, type)      \
	{                  \
		name, type \
	}
#define STATEMENT(name, sql, shape)               \
	static struct statement_plan name##_plan; \
	static const struct statement name = {"test/" #name, sql, NULL, 0, shape, &name##_plan}
#define ASKED(name, sql, shape, ...)                               \
	static struct statement_plan name##_plan;                  \
	static const struct parameter name##_in[] = {__VA_ARGS__}; \
	static const struct statement name = {                     \
		"test/" #name, sql, name##_in, sizeof name##_in / sizeof *name##_in, shape, &name##_plan}

STATEMENT(make, "create table db_test (id bigint primary key, name text unique, note text)", NULL);
STATEMENT(allow, "grant select, insert, update, delete on db_test to chosho_web", NULL);
STATEMENT(drop, "drop table if exists db_test", NULL);
ASKED(insert, "insert into db_test (id, name) values ($1, $2)", NULL, P("id", "bigint"), P("name", "text"));
ASKED(rename_all, "update db_test set name = $1 || id", NULL, P("name", "text"));
ASKED(find, "select id, name from db_test where id = $1", &thing_shape, P("id", "bigint"));
ASKED(find_named, "select id, name from db_test where name = any ($1)", &thing_shape, P("names", "text[]"));
STATEMENT(all, "select id, name from db_test order by id", &thing_shape);
STATEMENT(pid, "select pg_backend_pid()::bigint as id", &thing_shape);
ASKED(terminate, "select pg_terminate_backend($1::integer) as is_new", &thing_shape, P("pid", "bigint"));
ASKED(echo, "select $1 as id, $2 as name, $3 as is_new, $4 as day, $5 as at, $6 as colour, $7 as \"maker.name\"",
      &thing_shape, P("id", "bigint"), P("name", "text"), P("is_new", "boolean"), P("day", "date"),
      P("at", "timestamp with time zone"), P("colour", "text"), P("maker", "text"));
STATEMENT(settings,
          "select current_setting('TimeZone') || ' ' || current_setting('statement_timeout') || ' ' || "
          "current_setting('lock_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout') || ' ' || "
          "current_setting('plan_cache_mode') || ' ' || current_setting('search_path') as name",
          &thing_shape);
ASKED(divide, "select 1 / $1 as id", &thing_shape, P("by", "bigint"));
ASKED(lock, "select id, name from db_test where id = $1 for update", &thing_shape, P("id", "bigint"));
STATEMENT(spoil, "update migration set checksum = 'x' || checksum where name = '0001_account'", NULL);
STATEMENT(unspoil, "update migration set checksum = substr(checksum, 2) where name = '0001_account'", NULL);
STATEMENT(add_newer, "insert into migration (name, checksum) values ('9999_later', 'x')", NULL);
STATEMENT(drop_newer, "delete from migration where name = '9999_later'", NULL);

static const struct statement *const statements[] = {&insert,    &rename_all, &find,     &find_named, &all,  &pid,
                                                     &terminate, &echo,       &settings, &divide,     &lock, NULL};

static void good(struct fail *fail)
{
	if (fail)
		fail_msg("%s:%d: %s", fail->file, fail->line, fail->detail ? fail->detail : "no detail");
}

static void fails(struct fail *fail, enum fail_kind kind, enum say say)
{
	assert_non_null(fail);
	if (fail->kind != kind || fail->say != say)
		fail_msg("%d %s: %s", fail->kind, words_say(LANGUAGE_EN, fail->say), fail->detail);
}

static int begin_all(void **state)
{
	const char *problem;

	(void)state;
	secret_start();
	arena = arena_make(64u << 20);
	if (!config_read(arena, LANGUAGE_EN, &config, &problem) || !config.database_owner) {
		fprintf(stderr, "skipped: no database: ./dev with ctest\n");
		_exit(77);
	}
	good(db_open(&owner, arena, config.database_owner, NULL));
	good(db_migrate(owner, NULL));
	good(db_change(owner, &drop, NULL, NO_ARGS));
	good(db_change(owner, &make, NULL, NO_ARGS));
	good(db_change(owner, &allow, NULL, NO_ARGS));
	good(db_open(&db, arena, config.database, statements));
	return 0;
}

static int end_all(void **state)
{
	(void)state;
	if (!owner || !db)
		return 0; /* the beginning has failed */
	good(db_change(owner, &drop, NULL, NO_ARGS));
	db_close(db);
	db_close(owner);
	arena_end(arena);
	return 0;
}

/* Every test begins with three rows and no transaction. */
static int begin(void **state)
{
	(void)state;
	db_finish(db);
	good(db_change(owner, &drop, NULL, NO_ARGS));
	good(db_change(owner, &make, NULL, NO_ARGS));
	good(db_change(owner, &allow, NULL, NO_ARGS));
	good(db_ready(db));
	db_use(db, arena);
	db_later_change(db, &insert, NULL, ARGS(V(1), V("one")));
	db_later_change(db, &insert, NULL, ARGS(V(2), V("two")));
	db_later_change(db, &insert, NULL, ARGS(V(3), V_NULL));
	good(db_collect(db));
	return 0;
}

/* What another connection sees. */
static size_t rows_outside(void)
{
	struct list rows;

	good(db_many(owner, &all, &rows, NO_ARGS));
	return rows.count;
}

static void every_kind_of_value_comes_back_as_it_was_sent(void **state)
{
	struct thing thing;
	struct moment now = moment_now();

	(void)state;
	good(db_one(db, &echo, &thing,
	            ARGS(V(INT64_MIN), V("調'書\"\\"), V((bool)true), V(((struct day){2024, 2, 29})), V(now),
	                 V("green"), V("maker"))));
	assert_int_equal(thing.id, INT64_MIN);
	assert_string_equal(thing.name, "調'書\"\\");
	assert_true(thing.is_new);
	assert_memory_equal(&thing.day, &((struct day){2024, 2, 29}), sizeof thing.day);
	assert_int_equal(thing.at.microseconds, now.microseconds);
	assert_int_equal(thing.colour, GREEN);
	assert_string_equal(thing.maker.name, "maker");
	assert_int_equal(thing.unused, 0);
	good(db_one(db, &echo, &thing,
	            ARGS(V(0), V(""), V((bool)false), V(((struct day){0, 0, 0})), V(((struct moment){-1})), V("red"),
	                 V_NULL)));
	assert_string_equal(thing.name, "");
	assert_false(day_is(thing.day));
	assert_int_equal(thing.at.microseconds, -1);
	assert_null(thing.maker.name);
}

static void null_is_nothing_of_its_kind(void **state)
{
	struct thing thing;

	(void)state;
	memset(&thing, 0xAA, sizeof thing);
	good(db_one(db, &echo, &thing, ARGS(V_NULL, V_NULL, V_NULL, V_NULL, V_NULL, V("red"), V_NULL)));
	assert_int_equal(thing.id, 0);
	assert_null(thing.name);
	assert_false(thing.is_new);
	assert_false(day_is(thing.day));
	assert_int_equal(thing.at.microseconds, 0);
	assert_int_equal(thing.unused, 0);
}

static void a_code_that_is_unknown_or_null_is_a_fault(void **state)
{
	struct thing thing;

	(void)state;
	fails(db_one(db, &echo, &thing, ARGS(V_NULL, V_NULL, V_NULL, V_NULL, V_NULL, V("blue"), V_NULL)), FAIL_FAULT,
	      SAY_database_fault);
	fails(db_one(db, &echo, &thing, ARGS(V_NULL, V_NULL, V_NULL, V_NULL, V_NULL, V_NULL, V_NULL)), FAIL_FAULT,
	      SAY_database_fault);
}

static void one_wants_a_row_maybe_does_not_many_takes_all(void **state)
{
	struct thing thing;
	struct list rows;
	bool found;

	(void)state;
	good(db_one(db, &find, &thing, ARGS(V(2))));
	assert_string_equal(thing.name, "two");
	fails(db_one(db, &find, &thing, ARGS(V(9))), FAIL_MISSING, SAY_database_no_row);
	good(db_maybe(db, &find, &thing, &found, ARGS(V(9))));
	assert_false(found);
	good(db_maybe(db, &find, &thing, &found, ARGS(V(1))));
	assert_true(found);
	good(db_many(db, &all, &rows, NO_ARGS));
	assert_int_equal(rows.count, 3);
	assert_string_equal(LIST_AT(struct thing, rows, 1)->name, "two");
	assert_null(LIST_AT(struct thing, rows, 2)->name);
	fails(db_one(db, &all, &thing, NO_ARGS), FAIL_FAULT, SAY_database_fault);
}

static void a_list_of_texts_is_an_array(void **state)
{
	const char *const names[] = {"two", "a\"b\\,{}", ""};
	struct list rows;

	(void)state;
	good(db_change(db, &insert, NULL, ARGS(V(4), V(names[1]))));
	good(db_many(db, &find_named, &rows, ARGS(V(db_array(arena, (struct list){(void *)(uintptr_t)names, 3})))));
	assert_int_equal(rows.count, 2);
	good(db_many(db, &find_named, &rows, ARGS(V(db_array(arena, (struct list){NULL, 0})))));
	assert_int_equal(rows.count, 0);
}

static void several_statements_travel_together_and_each_is_judged(void **state)
{
	struct thing one, missing;
	struct list rows;
	int64_t changed;
	bool found;

	(void)state;
	db_later_begin(db, false);
	db_later_one(db, &find, &one, ARGS(V(1)));
	db_later_maybe(db, &find, &missing, &found, ARGS(V(9)));
	db_later_change(db, &rename_all, &changed, ARGS(V("n")));
	db_later_many(db, &all, &rows, NO_ARGS);
	good(db_collect(db));
	assert_string_equal(one.name, "one");
	assert_false(found);
	assert_int_equal(changed, 3);
	assert_string_equal(LIST_AT(struct thing, rows, 0)->name, "n1");
	assert_int_equal(db_count(db), 3 + 5);
	db_finish(db);
	good(db_one(db, &find, &one, ARGS(V(1))));
	assert_string_equal(one.name, "one");
}

static void the_first_failure_is_told_and_nothing_behind_it_happens(void **state)
{
	struct thing thing;
	int64_t changed = 7;

	(void)state;
	db_later_change(db, &insert, NULL, ARGS(V(4), V("four")));
	db_later_one(db, &divide, &thing, ARGS(V(0)));
	db_later_change(db, &rename_all, &changed, ARGS(V("n")));
	fails(db_collect(db), FAIL_FAULT, SAY_database_fault);
	assert_int_equal(changed, 0);
	assert_int_equal(rows_outside(), 3);
	good(db_one(db, &find, &thing, ARGS(V(1))));
	assert_string_equal(thing.name, "one");
}

static void more_than_may_wait_is_a_fault_and_changes_nothing(void **state)
{
	struct thing thing;

	(void)state;
	for (int i = 0; i < 40; i++)
		db_later_change(db, &insert, NULL, ARGS(V(100 + i), V_NULL));
	fails(db_collect(db), FAIL_FAULT, SAY_database_fault);
	assert_int_equal(rows_outside(), 3);
	fails(db_one(db, &find, &thing, NO_ARGS), FAIL_FAULT, SAY_database_fault);
	good(db_one(db, &find, &thing, ARGS(V(1))));
}

static void a_unique_violation_names_its_constraint(void **state)
{
	(void)state;
	fails(db_change(db, &insert, NULL, ARGS(V(4), V("one"))), FAIL_CONFLICT, SAY_database_twice);
	assert_string_equal(db_broken_constraint(db), "db_test_name_key");
	good(db_change(db, &insert, NULL, ARGS(V(4), V("four"))));
	assert_null(db_broken_constraint(db));
}

static void a_commit_keeps_and_finish_rolls_back(void **state)
{
	bool unknown;

	(void)state;
	db_later_begin(db, false);
	good(db_change(db, &insert, NULL, ARGS(V(4), V_NULL)));
	assert_int_equal(rows_outside(), 3);
	db_later_change(db, &insert, NULL, ARGS(V(5), V_NULL));
	good(db_commit(db, &unknown));
	assert_int_equal(rows_outside(), 5);
	db_later_begin(db, false);
	db_later_change(db, &insert, NULL, ARGS(V(6), V_NULL));
	db_finish(db);
	db_later_change(db, &insert, NULL, ARGS(V(7), V_NULL));
	db_finish(db);
	db_finish(db);
	good(db_ready(db));
	good(db_change(db, &insert, NULL, ARGS(V(8), V_NULL)));
	assert_int_equal(rows_outside(), 6);
}

static void a_commit_after_a_failure_is_none(void **state)
{
	struct thing thing;
	bool unknown;

	(void)state;
	db_later_begin(db, false);
	good(db_change(db, &insert, NULL, ARGS(V(4), V_NULL)));
	fails(db_one(db, &divide, &thing, ARGS(V(0))), FAIL_FAULT, SAY_database_fault);
	fails(db_commit(db, &unknown), FAIL_FAULT, SAY_database_fault);
	assert_false(unknown);
	db_finish(db);
	assert_int_equal(rows_outside(), 3);
}

static void a_row_that_is_missing_stops_the_commit_that_travels_with_it(void **state)
{
	struct thing thing;
	bool unknown;

	(void)state;
	db_later_begin(db, false);
	db_later_change(db, &insert, NULL, ARGS(V(4), V_NULL));
	db_later_one(db, &find, &thing, ARGS(V(99)));
	fails(db_commit(db, &unknown), FAIL_MISSING, SAY_database_no_row);
	db_finish(db);
	assert_int_equal(rows_outside(), 3);
}

static void a_reading_transaction_sees_one_moment_and_cannot_write(void **state)
{
	struct list before, after;

	(void)state;
	db_later_begin(db, true);
	good(db_many(db, &all, &before, NO_ARGS));
	good(db_change(owner, &insert, NULL, ARGS(V(4), V_NULL)));
	good(db_many(db, &all, &after, NO_ARGS));
	assert_int_equal(before.count, after.count);
	assert_non_null(db_change(db, &insert, NULL, ARGS(V(5), V_NULL)));
	db_finish(db);
	good(db_many(db, &all, &after, NO_ARGS));
	assert_int_equal(after.count, 4);
}

/* Ends db's session from another one. */
static void cut(void)
{
	struct thing thing, done;
	struct db *other;

	good(db_one(db, &pid, &thing, NO_ARGS));
	good(db_open(&other, arena, config.database, NULL));
	good(db_one(other, &terminate, &done, ARGS(V(thing.id))));
	assert_true(done.is_new);
	db_close(other);
	usleep(100000);
}

static void a_lost_connection_is_told_once_and_opened_again(void **state)
{
	struct thing thing;

	(void)state;
	cut();
	fails(db_one(db, &find, &thing, ARGS(V(1))), FAIL_AWAY, SAY_database_away);
	fails(db_one(db, &find, &thing, ARGS(V(1))), FAIL_AWAY, SAY_database_away);
	good(db_ready(db));
	good(db_one(db, &find, &thing, ARGS(V(1))));
	assert_string_equal(thing.name, "one");
}

static void a_connection_that_was_cut_while_nobody_looked_is_opened_again_unnoticed(void **state)
{
	struct thing thing;

	(void)state;
	cut();
	good(db_ready(db));
	good(db_one(db, &find, &thing, ARGS(V(1))));
	db_later_begin(db, true);
	good(db_one(db, &find, &thing, ARGS(V(1))));
	db_finish(db);
	cut();
	good(db_ready(db));
	good(db_one(db, &find, &thing, ARGS(V(1))));
}

static void a_commit_whose_answer_never_came_is_unknown(void **state)
{
	bool unknown;

	(void)state;
	db_later_begin(db, false);
	good(db_change(db, &insert, NULL, ARGS(V(4), V_NULL)));
	cut();
	fails(db_commit(db, &unknown), FAIL_AWAY, SAY_database_away);
	assert_true(unknown);
	assert_int_equal(rows_outside(), 3);
	good(db_ready(db));
}

static void whoever_waits_too_long_for_a_lock_is_told_so(void **state)
{
	struct thing thing;

	(void)state;
	db_later_begin(owner, false);
	good(db_one(owner, &lock, &thing, ARGS(V(1))));
	fails(db_one(db, &lock, &thing, ARGS(V(1))), FAIL_AWAY, SAY_database_busy);
	db_finish(owner);
	good(db_one(db, &lock, &thing, ARGS(V(1))));
}

static void a_database_that_is_not_there_is_away(void **state)
{
	struct db *nowhere;

	(void)state;
	fails(db_open(&nowhere, arena, "host=/nowhere dbname=x", NULL), FAIL_AWAY, SAY_database_away);
	fails(db_ready(nowhere), FAIL_AWAY, SAY_database_away);
	db_close(nowhere);
}

static void the_session_is_set_and_the_conninfo_may_set_it_otherwise(void **state)
{
	struct thing thing;
	struct db *patient;

	(void)state;
	good(db_one(db, &settings, &thing, NO_ARGS));
	assert_string_equal(thing.name, "Asia/Tokyo 8s 3s 30s force_generic_plan chosho");
	good(db_open(&patient, arena, text_join(arena, config.database, " options='-c statement_timeout=55s'"), NULL));
	good(db_one(patient, &settings, &thing, NO_ARGS));
	assert_string_equal(thing.name, "Asia/Tokyo 55s 3s 30s force_generic_plan chosho");
	db_close(patient);
}

/* --- Statements that do not fit ---------------------------------------------------------------------------- */

STATEMENT(no_field, "select 1::bigint as nothing", &thing_shape);
STATEMENT(wrong_type, "select 1::numeric as id", &thing_shape);
STATEMENT(no_time_zone, "select now()::timestamp as at", &thing_shape);
STATEMENT(column_twice, "select 1::bigint as id, 2::bigint as id", &thing_shape);
STATEMENT(no_shape, "select 1 as id", NULL);
STATEMENT(no_columns, "delete from db_test", &thing_shape);
ASKED(no_type, "select $1 as name", &thing_shape, P("name", "txet"));
STATEMENT(no_table, "select id from nowhere", &thing_shape);
ASKED(wrong_parameter, "select id from db_test where id = $1", &thing_shape, P("id", "text"));
STATEMENT(a_part, "select 'x' as maker", &thing_shape);

static void a_statement_that_does_not_fit_stops_the_program(void **state)
{
	static const struct statement *const wrong[] = {&no_field,        &wrong_type, &no_time_zone, &column_twice,
	                                                &no_shape,        &no_columns, &no_type,      &no_table,
	                                                &wrong_parameter, &a_part};
	int standard_error = dup(STDERR_FILENO);

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const struct statement *const list[] = {&find, wrong[i], &all, NULL};
		struct db *refused;
		char said[2048];
		ssize_t length;
		int ends[2];

		assert_int_equal(pipe(ends), 0);
		dup2(ends[1], STDERR_FILENO);
		fails(db_open(&refused, arena, config.database, list), FAIL_FAULT, SAY_statements_differ);
		dup2(standard_error, STDERR_FILENO);
		length = read(ends[0], said, sizeof said - 1);
		said[length < 0 ? 0 : length] = '\0';
		if (!strstr(said, wrong[i]->name) || strstr(said, "test/find") || strstr(said, "test/all"))
			fail_msg("%s: %s", wrong[i]->name, said);
		close(ends[0]);
		close(ends[1]);
		db_close(refused);
	}
	close(standard_error);
}

/* --- Migrations ---------------------------------------------------------------------------------------------- */

static int told;

static void count_told(const char *name)
{
	(void)name;
	told++;
}

static void migrating_twice_does_nothing_the_second_time(void **state)
{
	(void)state;
	good(db_migrate(owner, count_told));
	assert_int_equal(told, 0);
	good(db_schema_fits(owner));
	good(db_schema_fits(db));
}

static void a_migration_that_was_changed_stops_everything(void **state)
{
	struct db *refused;

	(void)state;
	good(db_change(owner, &spoil, NULL, NO_ARGS));
	fails(db_schema_fits(db), FAIL_FAULT, SAY_schema_changed);
	fails(db_open(&refused, arena, config.database, statements), FAIL_FAULT, SAY_schema_changed);
	fails(db_migrate(owner, NULL), FAIL_FAULT, SAY_schema_changed);
	good(db_change(owner, &unspoil, NULL, NO_ARGS));
	good(db_schema_fits(db));
	good(db_ready(refused));
	db_close(refused);
}

static void a_schema_that_is_newer_is_left_alone(void **state)
{
	(void)state;
	good(db_change(owner, &add_newer, NULL, NO_ARGS));
	fails(db_schema_fits(db), FAIL_FAULT, SAY_schema_newer);
	fails(db_migrate(owner, NULL), FAIL_FAULT, SAY_schema_newer);
	good(db_change(owner, &drop_newer, NULL, NO_ARGS));
	good(db_schema_fits(db));
}

static void the_web_role_cannot_migrate(void **state)
{
	struct db *web;

	(void)state;
	good(db_open(&web, arena, config.database, NULL));
	fails(db_migrate(web, NULL), FAIL_FAULT, SAY_schema_refused);
	db_close(web);
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_kind_of_value_comes_back_as_it_was_sent),
		TEST(null_is_nothing_of_its_kind),
		TEST(a_code_that_is_unknown_or_null_is_a_fault),
		TEST(one_wants_a_row_maybe_does_not_many_takes_all),
		TEST(a_list_of_texts_is_an_array),
		TEST(several_statements_travel_together_and_each_is_judged),
		TEST(the_first_failure_is_told_and_nothing_behind_it_happens),
		TEST(more_than_may_wait_is_a_fault_and_changes_nothing),
		TEST(a_unique_violation_names_its_constraint),
		TEST(a_commit_keeps_and_finish_rolls_back),
		TEST(a_commit_after_a_failure_is_none),
		TEST(a_row_that_is_missing_stops_the_commit_that_travels_with_it),
		TEST(a_reading_transaction_sees_one_moment_and_cannot_write),
		TEST(a_lost_connection_is_told_once_and_opened_again),
		TEST(a_connection_that_was_cut_while_nobody_looked_is_opened_again_unnoticed),
		TEST(a_commit_whose_answer_never_came_is_unknown),
		TEST(whoever_waits_too_long_for_a_lock_is_told_so),
		TEST(a_database_that_is_not_there_is_away),
		TEST(the_session_is_set_and_the_conninfo_may_set_it_otherwise),
		TEST(a_statement_that_does_not_fit_stops_the_program),
		TEST(migrating_twice_does_nothing_the_second_time),
		TEST(a_migration_that_was_changed_stops_everything),
		TEST(a_schema_that_is_newer_is_left_alone),
		TEST(the_web_role_cannot_migrate),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
