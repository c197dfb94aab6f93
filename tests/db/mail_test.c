/*
 * mail_test.c: how a mail is taken to be sent and what is noted of it, as the database keeps it: ./dev with ctest. Rows are made
 * as their owner, asked for as the web role.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/statement_plan.h"
#include "kit/config.h"
#include "kit/secret.h"
#include "mail/outbox.h"
#include "sql_mail.h"
#include "sql_setup.h"

static struct config config;
static struct arena *arena;
static struct db *db;
static struct db *owner;

static const struct statement *const statements[] = {&SQL_mail_claim,
                                                     &SQL_mail_sent,
                                                     &SQL_mail_failed,
                                                     &SQL_mail_purge,
                                                     &SQL_setup_note_service,
                                                     &SQL_mail_put,
                                                     NULL};

#define OWNERS(name, sql)                         \
	static struct statement_plan name##_plan; \
	static const struct statement name = {"test/" #name, sql, NULL, 0, NULL, &name##_plan}

OWNERS(clear, "delete from mail");
OWNERS(put_two,
       "insert into mail (address, subject, body, next_at) values ('b@x', 's', 'b', now() - interval '1 hour'), "
       "('a@x', 's', 'b', now() - interval '2 hours'), ('later@x', 's', 'b', now() + interval '1 hour')");
OWNERS(put_late,
       "insert into mail (address, subject, body, ends_at) values ('a@x', 's', 'b', now() - interval '1 second')");
OWNERS(age, "update mail set sent_at = now() - interval '91 days'");
OWNERS(come_round,
       "update mail set next_at = now() where sent_at is null and given_up_at is null and address <> 'later@x'");

struct counted {
	int64_t count;
};
static const struct field counted_fields[] = {FIELD(struct counted, count)};
static const struct shape counted_shape = SHAPE(struct counted, counted_fields);

static void good(struct fail *fail)
{
	if (fail)
		fail_msg("%s:%d: %s", fail->file, fail->line, fail->detail ? fail->detail : "no detail");
}

static int64_t count_of(const char *query)
{
	struct statement_plan plan = {0};
	const struct statement ask = {"test/count", query, NULL, 0, &counted_shape, &plan};
	struct counted counted;

	good(db_one(owner, &ask, &counted, NO_ARGS));
	return counted.count;
}

static void as_owner(const struct statement *statement)
{
	good(db_change(owner, statement, NULL, NO_ARGS));
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
	good(db_open(&db, arena, config.database, statements));
	return 0;
}

static int end_all(void **state)
{
	(void)state;
	db_close(db);
	db_close(owner);
	arena_end(arena);
	return 0;
}

static int begin(void **state)
{
	(void)state;
	as_owner(&clear);
	return 0;
}

static bool claim(struct outgoing *mail)
{
	bool found;

	good(db_maybe(db, &SQL_mail_claim, mail, &found, NO_ARGS));
	return found;
}

static void a_mail_that_is_put_down_is_taken(void **state)
{
	struct outgoing one;

	(void)state;
	good(db_change(db, &SQL_mail_put, NULL, ARGS(V(0), V("c@x"), V("s"), V("b"), V(0), V(72))));
	assert_true(claim(&one));
	assert_string_equal(one.address, "c@x");
	assert_false(one.is_late);
}

static void a_mail_is_taken_once_the_oldest_first(void **state)
{
	struct outgoing one, two, none;

	(void)state;
	as_owner(&put_two);
	assert_true(claim(&one));
	assert_true(claim(&two));
	assert_false(claim(&none));
	assert_string_equal(one.address, "a@x");
	assert_string_equal(two.address, "b@x");
	assert_int_equal(
		count_of("select count(*) from mail where tries = 1 and next_at > now() + interval '100 seconds'"), 2);
}

static void what_was_sent_or_given_up_never_comes_again(void **state)
{
	struct outgoing one, two, none;

	(void)state;
	as_owner(&put_two);
	assert_true(claim(&one) && claim(&two));
	good(db_change(db, &SQL_mail_sent, NULL, ARGS(V(one.id))));
	good(db_change(db, &SQL_mail_failed, NULL, ARGS(V(two.id), V("550"), V(true))));
	as_owner(&come_round);
	assert_false(claim(&none));
}

static void what_failed_for_now_comes_again(void **state)
{
	struct outgoing one, again;

	(void)state;
	as_owner(&put_late);
	assert_true(claim(&one));
	assert_true(one.is_late);
	assert_false(one.is_void);
	good(db_change(db, &SQL_mail_failed, NULL, ARGS(V(one.id), V("451"), V(false))));
	as_owner(&come_round);
	assert_true(claim(&again));
	assert_int_equal(again.id, one.id);
}

static void what_has_done_its_service_is_thrown_away(void **state)
{
	(void)state;
	as_owner(&put_two);
	good(db_change(db, &SQL_mail_purge, NULL, NO_ARGS));
	assert_int_equal(count_of("select count(*) from mail"), 3);
	as_owner(&age);
	good(db_change(db, &SQL_mail_purge, NULL, NO_ARGS));
	assert_int_equal(count_of("select count(*) from mail"), 0);
}

static void a_service_has_one_note(void **state)
{
	(void)state;
	good(db_change(db, &SQL_setup_note_service, NULL, ARGS(V("work"), V("mail: away"))));
	good(db_change(db, &SQL_setup_note_service, NULL, ARGS(V("work"), V_NULL)));
	assert_int_equal(count_of("select count(*) from service where name = 'work' and detail is null"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_mail_that_is_put_down_is_taken, begin),
		cmocka_unit_test_setup(a_mail_is_taken_once_the_oldest_first, begin),
		cmocka_unit_test_setup(what_was_sent_or_given_up_never_comes_again, begin),
		cmocka_unit_test_setup(what_failed_for_now_comes_again, begin),
		cmocka_unit_test_setup(what_has_done_its_service_is_thrown_away, begin),
		cmocka_unit_test_setup(a_service_has_one_note, begin),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
