/* account_operator.c: chosho account list and account stop: as the owner of the tables, like all commands about people. */
#include "account/account_operator.h"

#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "account/account_people.h"
#include "kit/terminal.h"
#include "sql_account.h"

#define ALL_OF_THEM 1000000

/* 0, or the exit status. */
static int open_as_owner(const struct config *config, enum language language, struct arena *arena,
                         const struct statement *const *statements, struct db **db)
{
	struct fail *fail;

	if (!config->database_owner)
		return terminal_say(
			WORDS(arena, language, SAY_config_missing, "database_owner", "CHOSHO_DATABASE_OWNER"), 1);
	fail = db_open(db, arena, config->database_owner, statements);
	if (fail)
		return terminal_fail(arena, language, fail, "database_owner");
	db_use(*db, arena);
	return 0;
}

int account_list_command(const struct config *config, enum language language, struct arena *arena,
                         const struct statement *const *statements)
{
	struct db *db;
	struct list lines;
	struct fail *fail;
	int status = open_as_owner(config, language, arena, statements, &db);

	if (status)
		return status;
	fail = db_many(db, &SQL_account_list, &lines,
	               ARGS(V(""), V(""), V(0), V(""), V(""), V(""), V(0), V(ALL_OF_THEM)));
	if (fail)
		return terminal_fail(arena, language, fail, "database_owner");
	for (EACH(const struct account_line, line, lines)) {
		char *roles = arena_copy(arena, line->roles ? line->roles : "", strlen(line->roles ? line->roles : ""));

		for (char *c = roles; *c; c++)
			*c = *c == '\x1f' ? ',' : *c == '|' ? ':' : *c;
		printf("%s\t%s\t%s\t%s\t%s\n", line->login, line->name, line->department ? line->department : "",
		       words_say(language, account_state_names.labels[line->state]), roles);
	}
	db_close(db);
	return 0;
}

int account_stop_command(const struct config *config, enum language language, struct arena *arena,
                         const struct statement *const *statements, int count, char **arguments)
{
	const char *login = NULL, *reason = NULL;
	struct db *db;
	struct fail *fail;
	int64_t stopped;
	int status;

	for (int i = 0; i + 1 < count; i += 2) {
		if (strcmp(arguments[i], "--login") == 0)
			login = account_login(arena, arguments[i + 1]);
		else if (strcmp(arguments[i], "--reason") == 0)
			reason = arguments[i + 1];
	}
	if (!login || text_empty(reason) || !text_is_utf8(reason, strlen(reason)))
		return terminal_say(words_say(language, SAY_account_stop_usage), 2);
	status = open_as_owner(config, language, arena, statements, &db);
	if (status)
		return status;
	fail = db_change(db, &SQL_account_stop_by_operator, &stopped,
	                 ARGS(V(login), V(words_say(LANGUAGE_JA, SAY_plan_operator)), V(reason)));
	if (fail)
		return terminal_fail(arena, language, fail, "database_owner");
	db_close(db);
	if (stopped == 0)
		return terminal_say(WORDS(arena, language, SAY_account_stop_nobody, login), 1);
	puts(WORDS(arena, language, SAY_account_stopped, login));
	return 0;
}
