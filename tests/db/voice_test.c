/*
 * voice_test.c: what a member of a body said stays: neither the web program nor the owner of the tables changes or deletes
 * it, and a question's words are as they were asked: ./dev with ctest.
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

static struct config config;
static struct arena *arena;
static struct db *db;    /* as the web program has it */
static struct db *owner; /* of the tables */

#define STATEMENT(name, sql)                      \
	static struct statement_plan name##_plan; \
	static const struct statement name = {"test/" #name, sql, NULL, 0, NULL, &name##_plan}

STATEMENT(change_opinion, "update opinion set text = 'x'");
STATEMENT(delete_opinion, "delete from opinion");
STATEMENT(empty_opinion, "truncate opinion");
STATEMENT(change_ballot, "update ballot set content = '{}'");
STATEMENT(delete_ballot, "delete from ballot");
STATEMENT(empty_ballot, "truncate ballot");
STATEMENT(change_question, "update question set text = 'x'");
STATEMENT(change_asker, "update question set asked_by = 1");
STATEMENT(delete_question, "delete from question");
STATEMENT(answer_question, "update question set answer = 'x', version = version + 1");

static const struct statement *const statements[] = {
	&change_opinion,  &delete_opinion, &empty_opinion,   &change_ballot,   &delete_ballot, &empty_ballot,
	&change_question, &change_asker,   &delete_question, &answer_question, NULL,
};

static void good(struct fail *fail)
{
	if (fail)
		fail_msg("%s:%d: %s", fail->file, fail->line, fail->detail ? fail->detail : "no detail");
}

static void refused(struct db *by, const struct statement *statement, const char *why)
{
	struct fail *fail = db_change(by, statement, NULL, NO_ARGS);

	if (!fail)
		fail_msg("%s was done", statement->name);
	if (!fail->detail || !strstr(fail->detail, why))
		fail_msg("%s: %s, not '%s'", statement->name, fail->detail ? fail->detail : "no detail", why);
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
	good(db_open(&db, arena, config.database, statements));
	return 0;
}

static int end_all(void **state)
{
	(void)state;
	if (owner)
		db_close(owner);
	if (db)
		db_close(db);
	arena_end(arena);
	return 0;
}

static void the_web_role_cannot_change_what_a_member_said(void **state)
{
	(void)state;
	refused(db, &change_opinion, "permission denied");
	refused(db, &delete_opinion, "permission denied");
	refused(db, &empty_opinion, "permission denied");
	refused(db, &change_ballot, "permission denied");
	refused(db, &delete_ballot, "permission denied");
	refused(db, &empty_ballot, "permission denied");
}

static void the_web_role_answers_a_question_and_cannot_change_it(void **state)
{
	(void)state;
	refused(db, &change_question, "permission denied");
	refused(db, &change_asker, "permission denied");
	refused(db, &delete_question, "permission denied");
	good(db_change(db, &answer_question, NULL, NO_ARGS));
}

static void the_owner_cannot_by_mistake_either(void **state)
{
	(void)state;
	refused(owner, &change_opinion, "what a member said stays");
	refused(owner, &delete_opinion, "what a member said stays");
	refused(owner, &empty_opinion, "what a member said stays");
	refused(owner, &change_ballot, "what a member said stays");
	refused(owner, &delete_ballot, "what a member said stays");
	refused(owner, &empty_ballot, "what a member said stays");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_web_role_cannot_change_what_a_member_said),
		cmocka_unit_test(the_web_role_answers_a_question_and_cannot_change_it),
		cmocka_unit_test(the_owner_cannot_by_mistake_either),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
