/*
 * roster_command.c: chosho account import: a list of people at the command line, by the same judge and the same writing as the
 * page's; all of it or nothing. As the owner of the tables, like all commands about people.
 */
#include "assignment/roster_command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "assignment/roster.h"
#include "kit/terminal.h"
#include "sql_account.h"
#include "sql_assignment.h"

#define CHANGES_PER_ROW 6

enum { DONE, FAILED, WRONG_USE };

struct roster_day {
	struct day today;
};
static const struct field roster_day_fields[] = {
	FIELD(struct roster_day, today),
};
extern const struct shape roster_day_shape;
const struct shape roster_day_shape = SHAPE(struct roster_day, roster_day_fields);

struct job {
	struct arena *arena;
	enum language language;
	struct db *db;
	bool is_dry;
	struct text file;
	struct roster roster;
	struct roster_told told;
};

static const char *number(const struct job *job, int64_t count)
{
	return text_format(job->arena, "%" PRId64, count);
}

/* Begins the transaction, and judges the list in it: nobody else gives or ends roles meanwhile. */
static struct fail *look(struct job *job)
{
	struct roster *roster = &job->roster;
	struct roster_day day;

	db_later_begin(job->db, false);
	TRY(db_change(job->db, &SQL_account_lock_administrators, NULL, ARGS(V(0))));
	*roster = (struct roster){.arena = job->arena, .language = job->language};
	db_later_one(job->db, &SQL_assignment_roster_today, &day, NO_ARGS);
	roster_find_later(job->db, roster);
	TRY(db_collect(job->db));
	roster->today = day.today;
	roster_read(roster, job->file.bytes, job->file.length);
	if (roster->mistakes.count == 0)
		roster_judge(roster);
	return NULL;
}

static int tell_mistakes(const struct job *job)
{
	for (EACH(const struct roster_mistake, mistake, job->roster.mistakes))
		fprintf(stderr, "%" PRId64 "\t%s\t%s\n", mistake->line, mistake->column, mistake->sentence);
	return terminal_say(
		WORDS(job->arena, job->language, SAY_roster_wrong, number(job, (int64_t)job->roster.mistakes.count)),
		FAILED);
}

static void tell_changes(struct job *job)
{
	const struct roster_told *told = &job->told;

	roster_tell(&job->roster, job->roster.rows.count * CHANGES_PER_ROW, &job->told);
	for (EACH(const struct roster_change, change, told->changes))
		printf("%" PRId64 "\t%s\t%s\t%s\t%s\n", change->line, change->name, change->what, change->before,
		       change->after);
	puts(WORDS(job->arena, job->language, SAY_roster_counts, number(job, told->created), number(job, told->changed),
	           number(job, told->unchanged), number(job, told->granted)));
}

static int take(struct job *job)
{
	const struct actor operator= {job->db, job->arena, 0, words_say(LANGUAGE_JA, SAY_plan_operator)};
	struct fail *fail = look(job);
	bool unknown;

	if (fail)
		return terminal_fail(job->arena, job->language, fail, "database_owner");
	if (job->roster.mistakes.count)
		return tell_mistakes(job);
	tell_changes(job);
	if (job->is_dry) {
		puts(words_say(job->language, SAY_roster_dry));
		return DONE;
	}
	fail = roster_write(operator, & job->roster, "");
	if (!fail)
		fail = db_commit(job->db, &unknown);
	if (fail)
		return terminal_fail(job->arena, job->language, fail, "database_owner");
	puts(words_say(job->language, SAY_roster_taken));
	if (job->told.created)
		puts(words_say(job->language, SAY_roster_passwords));
	return DONE;
}

int roster_command(const struct config *config, enum language language, struct arena *arena,
                   const struct statement *const *statements, int count, char **arguments)
{
	struct job job = {.arena = arena, .language = language, .is_dry = count == 2, .file = {.arena = arena}};
	const char *path = arguments[count - 1];
	struct fail *fail;
	int status;

	if ((job.is_dry && strcmp(arguments[0], "--dry-run") != 0) || strncmp(path, "--", 2) == 0)
		return terminal_say(words_say(language, SAY_roster_usage), WRONG_USE);
	if (!config->database_owner)
		return terminal_say(
			WORDS(arena, language, SAY_config_missing, "database_owner", "CHOSHO_DATABASE_OWNER"), FAILED);
	if (!terminal_read(path, ROSTER_BYTES_MAX, &job.file))
		return terminal_say(WORDS(arena, language, SAY_plan_file_unreadable, path, strerror(errno)), FAILED);
	if (job.file.length > ROSTER_BYTES_MAX)
		return terminal_say(words_say(language, SAY_roster_file_large), FAILED);
	fail = db_open(&job.db, arena, config->database_owner, statements);
	if (fail)
		return terminal_fail(job.arena, job.language, fail, "database_owner");
	db_use(job.db, arena);
	status = take(&job);
	db_finish(job.db);
	db_close(job.db);
	return status;
}
