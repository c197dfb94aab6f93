/* setup_command.c: chosho setup: a code for the browser, or the whole set-up without one. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "kit/secret.h"
#include "kit/terminal.h"
#include "setup/first.h"
#include "sql_setup.h"

#define CODE_HOURS 24
#define MADE_BYTES 12 /* 16 letters */
#define LINE_ROOM 2048

struct setting_up {
	struct arena *arena;
	enum language language;
	const struct config *config;
	struct db *db;
	struct first first;
	const char *password_file;
};

static int tell_failure(const struct setting_up *s, const struct fail *fail)
{
	if (text_same(db_broken_constraint(s->db), "account_login_key"))
		return terminal_say(WORDS(s->arena, s->language, SAY_account_exists, s->first.login), 1);
	return terminal_fail(s->arena, s->language, fail, "database");
}

/* --- A code -------------------------------------------------------------------------------------------------------- */

static int print_code(const struct setting_up *s)
{
	const char *code = text_join(s->arena, secret_number(s->arena), "-", secret_number(s->arena));
	struct setup_state state;
	struct fail *fail = db_one(s->db, &SQL_setup_find, &state, NO_ARGS);

	if (!fail && state.is_set_up)
		return terminal_say(words_say(s->language, SAY_setup_over_command), 1);
	if (!fail)
		fail = db_change(s->db, &SQL_setup_keep_code, NULL,
		                 ARGS(V(first_code_hash(s->arena, code)), V(CODE_HOURS)));
	if (fail)
		return tell_failure(s, fail);
	puts(WORDS(s->arena, s->language, SAY_setup_code_made, s->config->url, code));
	return 0;
}

/* --- All of it ----------------------------------------------------------------------------------------------------- */

static bool read_line(struct setting_up *s)
{
	bool is_input = strcmp(s->password_file, "-") == 0;
	FILE *file = is_input ? stdin : fopen(s->password_file, "r");
	char line[LINE_ROOM];
	bool read = file && fgets(line, sizeof line, file);

	if (!read)
		terminal_say(WORDS(s->arena, s->language, SAY_account_password_file, s->password_file,
		                   file ? "" : strerror(errno)),
		             1);
	if (file && !is_input)
		fclose(file);
	if (!read)
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	s->first.password = arena_copy(s->arena, line, strlen(line));
	secret_wipe(line, sizeof line);
	return true;
}

static bool find_password(struct setting_up *s)
{
	enum say say;

	if (!s->password_file) {
		s->first.password = secret_random_text(s->arena, MADE_BYTES);
		return true;
	}
	if (!read_line(s))
		return false;
	say = account_password_judge(s->arena, s->first.password, s->first.login);
	return say == SAY_NOTHING || (terminal_say(words_say(s->language, say), 1), false);
}

static bool is_line(const char *text)
{
	return !text_empty(text) && text_is_utf8(text, strlen(text)) && !text_has_control(text) &&
	       !strpbrk(text, "\n\t") && text_count(text) <= 100;
}

static bool judge(struct setting_up *s)
{
	if (!account_login_is_good(s->first.login))
		return terminal_say(WORDS(s->arena, s->language, SAY_account_bad_login, s->first.login), 1), false;
	if (!is_line(s->first.name) || !is_line(s->first.organization))
		return terminal_say(words_say(s->language, SAY_account_bad_name), 1), false;
	return true;
}

static struct fail *begin(struct setting_up *s, bool *out_made)
{
	bool unknown;

	db_later_begin(s->db, false);
	first_lock_later(s->db);
	TRY(first_begin(s->db, &s->first, s->config->password_mib, out_made));
	return db_commit(s->db, &unknown);
}

static int set_up(struct setting_up *s)
{
	struct fail *fail;
	bool made;

	if (!judge(s) || !find_password(s))
		return 1;
	fail = begin(s, &made);
	if (fail)
		return tell_failure(s, fail);
	if (!made)
		return terminal_say(words_say(s->language, SAY_setup_over_command), 1);
	puts(WORDS(s->arena, s->language, SAY_setup_done, s->first.login, s->config->url));
	if (!s->password_file)
		puts(WORDS(s->arena, s->language, SAY_account_made_password, s->first.password));
	return 0;
}

/* --- The command ------------------------------------------------------------------------------------------------------ */

static bool read_options(struct setting_up *s, int count, char **arguments)
{
	const struct {
		const char *name;
		const char **place;
	} options[] = {
		{"--organization",  &s->first.organization},
		{"--login",         &s->first.login       },
		{"--name",          &s->first.name        },
		{"--password-file", &s->password_file     },
	};

	for (int i = 0; i < count; i += 2) {
		const char **place = NULL;

		for (size_t k = 0; k < sizeof options / sizeof *options; k++)
			if (strcmp(arguments[i], options[k].name) == 0)
				place = options[k].place;
		if (!place || *place || i + 1 == count)
			return false;
		*place = arguments[i + 1];
	}
	return count == 0 || (s->first.organization && s->first.login && s->first.name);
}

int setup_command(const struct config *config, enum language language, struct arena *arena,
                  const struct statement *const *statements, int count, char **arguments)
{
	struct setting_up s = {.arena = arena, .language = language, .config = config, .first = {.language = language}};
	struct fail *fail;
	int status;

	if (!read_options(&s, count, arguments))
		return terminal_say(words_say(language, SAY_setup_usage), 2);
	fail = db_open(&s.db, arena, config->database, statements);
	if (fail) {
		status = tell_failure(&s, fail);
	} else if (count) {
		s.first.login = account_login(arena, s.first.login);
		status = set_up(&s);
	} else {
		status = print_code(&s);
	}
	db_close(s.db);
	return status;
}
