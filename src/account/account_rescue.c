/*
 * account_rescue.c: chosho account password and chosho account second-factor reset: what an operator does for somebody who
 * cannot sign in, such as the only administrator. The history says that it was done at the command line.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "account/account_rescue.h"
#include "account/invitation.h"
#include "kit/secret.h"
#include "kit/terminal.h"
#include "sql_account.h"

#define HOURS 336 /* fourteen days, as for slips */

struct rescued {
	int64_t id;
	const char *name;
};
static const struct field rescued_fields[] = {
	FIELD(struct rescued, id),
	FIELD(struct rescued, name),
};
extern const struct shape rescued_shape;
const struct shape rescued_shape = SHAPE(struct rescued, rescued_fields);

/* Puts the invitation down and says what it is made into. */
static struct fail *invite(const struct config *config, enum language language, struct arena *arena, struct db *db,
                           const struct rescued *person, const char **out_password)
{
	const char *accounts = text_format(arena, "[%" PRId64 "]", person->id);
	struct invitation invitation;
	bool unknown;

	db_later_begin(db, false);
	TRY(db_one(db, &SQL_account_invite, &invitation, ARGS(V(accounts), V("slip"), V(0), V(""), V(HOURS))));
	TRY(db_change(db, &SQL_account_note_operator, NULL,
	              ARGS(V(person->id), V("invite"), V(words_say(language, SAY_account_operator)))));
	*out_password = invitation_password(arena, config->secret, &invitation);
	return db_commit(db, &unknown);
}

static struct fail *reset(struct db *db, enum language language, const struct rescued *person, int64_t *out_gone)
{
	bool unknown;

	db_later_begin(db, false);
	TRY(db_change(db, &SQL_account_end_factor, out_gone,
	              ARGS(V(person->id), V(0), V(words_say(language, SAY_account_operator)))));
	return db_commit(db, &unknown);
}

static struct fail *rescue(const struct config *config, enum language language, struct arena *arena, struct db *db,
                           enum rescue what, const struct rescued *person)
{
	const char *password = NULL;
	int64_t gone = 0;

	if (what == RESCUE_PASSWORD) {
		TRY(invite(config, language, arena, db, person, &password));
		puts(WORDS(arena, language, SAY_account_one_time, person->name, password));
		return NULL;
	}
	TRY(reset(db, language, person, &gone));
	puts(WORDS(arena, language, gone ? SAY_account_factor_gone : SAY_account_factor_none, person->name));
	return NULL;
}

int account_rescue_command(const struct config *config, enum language language, struct arena *arena,
                           const struct statement *const *statements, enum rescue what, int argc, char **argv)
{
	struct rescued person;
	struct fail *fail;
	struct db *db;
	bool found;

	if (argc != 2 || strcmp(argv[0], "--login") != 0)
		return terminal_say(words_say(language, SAY_account_rescue_usage), 2);
	if (!config->database_owner)
		return terminal_say(
			WORDS(arena, language, SAY_config_missing, "database_owner", "CHOSHO_DATABASE_OWNER"), 1);
	if (what == RESCUE_PASSWORD && !config->secret)
		return terminal_say(WORDS(arena, language, SAY_config_missing, "secret", "CHOSHO_SECRET"), 1);
	fail = db_open(&db, arena, config->database_owner, statements);
	if (fail)
		return terminal_fail(arena, language, fail, "database_owner");
	db_use(db, arena);
	fail = db_maybe(db, &SQL_account_find_by_login, &person, &found, ARGS(V(account_login(arena, argv[1]))));
	if (!fail && !found)
		return terminal_say(WORDS(arena, language, SAY_account_unknown_login, argv[1]), 1);
	if (!fail)
		fail = rescue(config, language, arena, db, what, &person);
	return fail ? terminal_fail(arena, language, fail, "database_owner") : 0;
}
