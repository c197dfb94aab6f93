/* transfer_command.c: transfers at the command line: which lists there are, and whether a file is in order. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kit/terminal.h"
#include "sql_transfer.h"
#include "transfer/transfer.h"

#define BYTES_MAX (4u << 20)

enum { DONE, FAILED, WRONG_USE };

struct transfer_short {
	int64_t id;
	struct day effective_on;
	const char *state;
	int64_t people;
	const char *maker;
};
static const struct field transfer_short_fields[] = {
	FIELD(struct transfer_short, id),    FIELD(struct transfer_short, effective_on),
	FIELD(struct transfer_short, state), FIELD(struct transfer_short, people),
	FIELD(struct transfer_short, maker),
};
extern const struct shape transfer_short_shape;
const struct shape transfer_short_shape = SHAPE(struct transfer_short, transfer_short_fields);

struct job {
	struct arena *arena;
	enum language language;
	struct db *db;
};

static int list(const struct job *job)
{
	struct list lists;
	struct fail *fail = db_many(job->db, &SQL_transfer_all, &lists, NO_ARGS);

	if (fail)
		return terminal_fail(job->arena, job->language, fail, "database");
	for (EACH(const struct transfer_short, it, lists))
		printf("%" PRId64 "\t%s\t%s\t%" PRId64 "\t%s\n", it->id, day_iso(job->arena, it->effective_on),
		       it->state, it->people, it->maker);
	return DONE;
}

static int tell_plan(const struct job *job, const struct transfer_town *town, const struct transfer_plan *plan)
{
	for (EACH(const struct transfer_mistake, mistake, plan->mistakes))
		fprintf(stderr, "%" PRId64 "\t%s\t%s\t%s\n", mistake->line, mistake->column, mistake->value,
		        mistake->sentence);
	if (plan->mistakes.count)
		return terminal_say(words_say(job->language, SAY_transfer_list_wrong), FAILED);
	for (EACH(const struct transfer_line, line, plan->lines))
		printf("%" PRId64 "\t%s\t%s\t%s\n", line->line, line->login, line->name,
		       transfer_line_words(job->arena, job->language, town, line));
	for (EACH(const struct transfer_gap, gap, plan->gaps))
		printf("%s\n", WORDS(job->arena, job->language, SAY_transfer_gap, gap->place,
		                     words_say(job->language, role_names.labels[gap->role])));
	return DONE;
}

static int check(const struct job *job, const char *path, struct day effective_on)
{
	struct transfer_town town = {.today = day_of(moment_now())};
	struct transfer_plan plan;
	struct text bytes = {.arena = job->arena};
	struct fail *fail;

	if (!terminal_read(path, BYTES_MAX, &bytes))
		return terminal_say(WORDS(job->arena, job->language, SAY_plan_file_unreadable, path, strerror(errno)),
		                    FAILED);
	if (!day_is(effective_on))
		effective_on = (struct day){(int16_t)(fiscal_year_of(town.today) + 1), 4, 1};
	fail = transfer_town_read(job->db, 0, effective_on, &town);
	if (fail)
		return terminal_fail(job->arena, job->language, fail, "database");
	transfer_judge(job->arena, job->language, &town, bytes.bytes, bytes.length, &plan);
	return tell_plan(job, &town, &plan);
}

int transfer_command(const struct config *config, enum language language, struct arena *arena,
                     const struct statement *const *statements, int argc, char **argv)
{
	struct job job = {arena, language, NULL};
	struct day day = {0, 0, 0};
	struct fail *fail;

	if (strcmp(argv[0], "check") == 0 && argc == 4 && (strcmp(argv[2], "--day") != 0 || !day_read(argv[3], &day)))
		return terminal_say(words_say(language, SAY_transfer_day_unread), WRONG_USE);
	if (strcmp(argv[0], "check") == 0 && argc != 2 && argc != 4)
		return terminal_say(words_say(language, SAY_transfer_day_unread), WRONG_USE);
	fail = db_open(&job.db, arena, config->database, statements);
	if (fail)
		return terminal_fail(arena, language, fail, "database");
	return strcmp(argv[0], "list") == 0 ? list(&job) : check(&job, argv[1], day);
}
