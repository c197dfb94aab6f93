/*
 * account_test.c: sessions, roles and counters as the database keeps them: ./dev with ctest. Rows are made as their owner,
 * asked for as the web role.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "account/account.h"
#include "db/statement_plan.h"
#include "kit/secret.h"
#include "kit/text.h"
#include "sql_account.h"
#include "sql_web.h"

#define KEY "0123456789012345678901234567890123456789012"

static struct config config;
static struct arena *arena;
static struct db *db;
static struct db *owner;

static const struct statement *const statements[] = {&SQL_account_viewer,
                                                     &SQL_account_begin_session,
                                                     &SQL_account_end_session,
                                                     &SQL_account_note_failure,
                                                     &SQL_account_purge,
                                                     &SQL_account_forget_failures,
                                                     &SQL_web_note_form_key,
                                                     &SQL_web_keep_answer,
                                                     &SQL_account_touch_session,
                                                     &SQL_account_ask_for_link,
                                                     NULL};

#define OWNERS(name, sql)                         \
	static struct statement_plan name##_plan; \
	static const struct statement name = {"test/" #name, sql, NULL, 0, NULL, &name##_plan}

#define OURS "(select id from account where login = 'db-account-test')"
OWNERS(loosen, "alter table event disable trigger user");
OWNERS(fasten, "alter table event enable trigger user");
OWNERS(clear_roles, "delete from assignment where account_id = " OURS); /* which is an event, too */
OWNERS(clear_events, "delete from event where subject_id in " OURS);
OWNERS(clear, "with a as (delete from session where account_id = " OURS "), "
              "s as (delete from sign_in where account_id = " OURS "), "
              "t as (delete from second_factor where account_id = " OURS "), "
              "c as (delete from account where login = 'db-account-test'), "
              "d as (delete from web_form_key where address = '/db-account-test'), "
              "e as (delete from department where code = 'db-account-test'), "
              "f as (delete from body where code = 'db-account-test') "
              "delete from organization where title = 'db-account-test'");
OWNERS(make_places,
       "with o as (insert into organization (title) values ('db-account-test') returning id), "
       "d as (insert into department (organization_id, code) select id, 'db-account-test' from o returning id), "
       "n as (insert into department_name (department_id, title) select id, '試験課' from d) "
       "insert into body (organization_id, code, title) select id, 'db-account-test', '委員会' from o");
OWNERS(make_account, "insert into account (login, name, department_id, password_hash) "
                     "select 'db-account-test', '試 太郎', id, 'x' from department where code = 'db-account-test'");
OWNERS(make_roles,
       "insert into assignment (account_id, role, department_id, body_id, from_on, until_on) "
       "select account.id, v.role, case when v.role = 'author' then department.id end, "
       "case when v.role in ('chair', 'member') then body.id end, current_date + v.from_on, current_date + v.until_on "
       "from account, department, body, (values ('author', 0, 0), ('chair', -9, null), ('auditor', -9, -1), "
       "('member', 1, null)) v (role, from_on, until_on) "
       "where account.login = 'db-account-test' and department.code = account.login and body.code = account.login");
OWNERS(stop, "update account set stopped_at = now() where login = 'db-account-test'");
OWNERS(idle, "update session set seen_at = now() - interval '2 hours 1 second' where account_id = " OURS);
OWNERS(expire, "update session set expires_at = now() - interval '1 second' where account_id = " OURS);
OWNERS(give_mail, "update account set email = 'x@example.jp' where login = 'db-account-test'");
OWNERS(clear_mail, "with a as (delete from mail where account_id = " OURS "), "
                   "b as (delete from sign_in_failure where login_hash like 'db-account-test%') "
                   "delete from invitation where account_id = " OURS);
OWNERS(enrol,
       "insert into second_factor (account_id, sealed, last_step, recovery_salt) values (" OURS ", 'x', 0, 'x')");
OWNERS(need, "update role_setting set needs_second_factor = true where role = 'chair'");
OWNERS(need_not, "update role_setting set needs_second_factor = false");
OWNERS(age, "update web_form_key set at = now() - interval '25 hours' where address = '/db-account-test'");

static void good(struct fail *fail)
{
	if (fail)
		fail_msg("%s:%d: %s", fail->file, fail->line, fail->detail ? fail->detail : "no detail");
}

static int end_all(void **state)
{
	(void)state;
	db_close(db);
	db_close(owner);
	arena_end(arena);
	return 0;
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

static int begin(void **state)
{
	(void)state;
	db_finish(db);
	as_owner(&clear_roles);
	as_owner(&loosen);
	as_owner(&clear_events);
	as_owner(&fasten);
	as_owner(&clear);
	as_owner(&make_places);
	as_owner(&make_account);
	as_owner(&make_roles);
	return 0;
}

static int64_t account_id(void)
{
	static struct statement_plan plan;
	static const struct field fields[] = {FIELD(struct viewer, account_id)};
	static const struct shape shape = {"viewer", sizeof(struct viewer), fields, 1};
	static const struct statement ask = {
		"test/id", "select id as account_id from account where login = 'db-account-test'", NULL, 0, &shape,
		&plan};
	struct viewer viewer;

	good(db_one(owner, &ask, &viewer, NO_ARGS));
	return viewer.account_id;
}

static void sign_in_with(bool factor_given, bool shows_codes)
{
	good(db_change(db, &SQL_account_begin_session, NULL,
	               ARGS(V(secret_hash(arena, KEY)), V(account_id()), V(0), V(""), V(factor_given), V(shows_codes),
	                    V(""), V(true))));
}

static void sign_in(void)
{
	sign_in_with(false, false);
}

static struct viewer viewer_with(const char *key)
{
	struct request q = {.arena = arena, .db = db};

	good(account_hooks.viewer_of(&q, key));
	return q.viewer;
}

static void a_session_shows_who_it_is_and_todays_roles_only(void **state)
{
	struct viewer viewer;

	(void)state;
	sign_in();
	viewer = viewer_with(KEY);
	assert_string_equal(viewer.name, "試 太郎");
	assert_string_equal(viewer.department, "試験課");
	assert_string_equal(viewer.session, secret_hash(arena, KEY));
	assert_int_equal(viewer.roles, WHO(ROLE_AUTHOR) | WHO(ROLE_CHAIR));
	assert_int_equal(viewer.assignments.count, 2);
	assert_true(viewer_has_for_department(&viewer, ROLE_AUTHOR, viewer.department_id));
	assert_string_equal(LIST_AT(struct assignment, viewer.assignments, 1)->scope, "委員会");
}

static void a_wrong_key_is_nobody(void **state)
{
	struct viewer viewer;

	(void)state;
	sign_in();
	viewer = viewer_with("1123456789012345678901234567890123456789012");
	assert_int_equal(viewer.account_id, 0);
	assert_null(viewer.session);
}

static void a_session_ends_with_idleness_age_sign_out_and_the_account(void **state)
{
	const struct statement *const ends[] = {&idle, &expire, &stop};

	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		begin(state);
		sign_in();
		assert_int_not_equal(viewer_with(KEY).account_id, 0);
		as_owner(ends[i]);
		assert_int_equal(viewer_with(KEY).account_id, 0);
	}
	begin(state);
	sign_in();
	good(db_change(db, &SQL_account_end_session, NULL, ARGS(V(secret_hash(arena, KEY)))));
	assert_int_equal(viewer_with(KEY).account_id, 0);
}

static void a_session_with_a_step_to_do_is_nobody_yet_and_has_no_roles(void **state)
{
	static const struct {
		const struct statement *first, *second;
		bool factor_given, shows_codes;
		const char *page; /* NULL: nothing is left to do */
	} cases[] = {
		{&enrol,    &need_not, false, false, "/sign-in/code" },
		{&enrol,    &need,     false, false, "/sign-in/code" },
		{&enrol,    &need,     true,  false, NULL            },
		{&enrol,    &need,     true,  true,  "/sign-in/codes"},
		{&need,     &need,     false, false, "/sign-in/enrol"},
		{&need,     &need,     true,  false, "/sign-in/enrol"},
		{&need_not, &need_not, false, false, NULL            },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct viewer viewer;

		begin(state);
		as_owner(cases[i].first);
		as_owner(cases[i].second);
		sign_in_with(cases[i].factor_given, cases[i].shows_codes);
		viewer = viewer_with(KEY);
		assert_int_equal(viewer.account_id == 0, cases[i].page != NULL);
		assert_int_equal(viewer.roles == 0, cases[i].page != NULL);
		assert_int_equal(viewer.assignments.count == 0, cases[i].page != NULL);
		if (cases[i].page)
			assert_string_equal(viewer.halfway, cases[i].page);
		else
			assert_null(viewer.halfway);
	}
	as_owner(&need_not);
}

static int64_t mails_for(const char *login)
{
	int64_t mails;

	good(db_change(
		db, &SQL_account_ask_for_link, &mails,
		ARGS(V(login), V(text_format(arena, "db-account-test %s", login)), V("s"), V("b"), V("s"), V("b"))));
	return mails;
}

static void a_link_is_mailed_to_who_has_an_address_three_times_an_hour(void **state)
{
	(void)state;
	as_owner(&clear_mail);
	assert_int_equal(mails_for("db-account-test-nobody"), 0);
	as_owner(&give_mail);
	for (int i = 0; i < 5; i++)
		assert_int_equal(mails_for("db-account-test"), i < 3);
	as_owner(&clear_mail);
}

static void what_has_ended_is_deleted_and_nothing_else(void **state)
{
	int64_t deleted;

	(void)state;
	sign_in();
	good(db_change(db, &SQL_account_purge, &deleted, NO_ARGS));
	assert_int_equal(deleted, 0);
	as_owner(&expire);
	good(db_change(db, &SQL_account_purge, &deleted, NO_ARGS));
	assert_int_equal(deleted, 1);
}

static int64_t note_key(const char *key)
{
	int64_t changed;

	good(db_change(db, &SQL_web_note_form_key, &changed, ARGS(V(key), V("s"), V("/db-account-test"), V("c"))));
	return changed;
}

static void a_form_key_is_noted_once_and_forgotten_after_a_day(void **state)
{
	(void)state;
	assert_int_equal(note_key("k"), 1);
	assert_int_equal(note_key("k"), 0);
	good(db_change(db, &SQL_account_purge, NULL, NO_ARGS));
	assert_int_equal(note_key("k"), 0);
	as_owner(&age);
	good(db_change(db, &SQL_account_purge, NULL, NO_ARGS));
	assert_int_equal(note_key("k"), 1);
}

static void a_role_without_its_place_is_refused_by_the_database(void **state)
{
	OWNERS(lost_author, "insert into assignment (account_id, role) select id, 'author' from account limit 1");
	OWNERS(lost_chair, "insert into assignment (account_id, role) select id, 'chair' from account limit 1");
	OWNERS(odd_auditor, "insert into assignment (account_id, role, department_id) "
	                    "select account.id, 'auditor', department.id from account, department limit 1");
	const struct statement *const bad[] = {&lost_author, &lost_chair, &odd_auditor};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_non_null(db_change(owner, bad[i], NULL, NO_ARGS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_session_shows_who_it_is_and_todays_roles_only, begin),
		cmocka_unit_test_setup(a_wrong_key_is_nobody, begin),
		cmocka_unit_test_setup(a_session_ends_with_idleness_age_sign_out_and_the_account, begin),
		cmocka_unit_test_setup(a_session_with_a_step_to_do_is_nobody_yet_and_has_no_roles, begin),
		cmocka_unit_test_setup(a_link_is_mailed_to_who_has_an_address_three_times_an_hour, begin),
		cmocka_unit_test_setup(what_has_ended_is_deleted_and_nothing_else, begin),
		cmocka_unit_test_setup(a_form_key_is_noted_once_and_forgotten_after_a_day, begin),
		cmocka_unit_test_setup(a_role_without_its_place_is_refused_by_the_database, begin),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
