/* plan_command.c: plans in and out at the command line. */
#include "plan/plan_command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kit/terminal.h"
#include "plan/plan.h"

enum { DONE, FAILED, WRONG_USE };

struct job {
	struct arena *arena;
	enum language language;
	struct db *db;
};

/* NULL after telling why. */
static const char *read_file(const struct job *job, const char *path, size_t *length)
{
	struct text bytes = {.arena = job->arena};
	const bool read = terminal_read(path, PACKAGE_BYTES_MAX, &bytes);

	if (!read)
		terminal_say(WORDS(job->arena, job->language, SAY_plan_file_unreadable, path, strerror(errno)), FAILED);
	*length = bytes.length;
	return read ? bytes.bytes : NULL;
}

static const char *number_text(const struct job *job, int64_t number)
{
	return text_format(job->arena, "%" PRId64, number);
}

static int tell_mistakes(const struct job *job, enum say head, struct list mistakes, int64_t more)
{
	for (EACH(const struct package_mistake, mistake, mistakes))
		fprintf(stderr, "%s: %s\n", mistake->path, mistake->sentence);
	if (more)
		fprintf(stderr, "%s\n",
		        WORDS(job->arena, job->language, SAY_plan_more_mistakes, number_text(job, more)));
	return terminal_say(words_say(job->language, head), FAILED);
}

static void tell_more(const struct job *job, int64_t more)
{
	if (more)
		printf("  %s\n", WORDS(job->arena, job->language, SAY_plan_more_rows, number_text(job, more)));
}

static void tell_rows(const struct job *job, enum say head, struct list rows, int64_t more)
{
	if (rows.count)
		printf("\n%s\n", words_say(job->language, head));
	for (EACH(const struct plan_change, row, rows))
		printf("  %s %s %s\n", row->part, row->code, row->title);
	tell_more(job, more);
}

static void tell_changes(const struct job *job, const struct plan_report *report)
{
	if (report->changed.count)
		printf("\n%s\n", words_say(job->language, SAY_plan_head_changed));
	for (EACH(const struct plan_change, row, report->changed))
		printf("  %s %s %s: %s → %s\n", row->part, row->code, row->key,
		       *row->before ? row->before : words_say(job->language, SAY_plan_nothing),
		       *row->after ? row->after : words_say(job->language, SAY_plan_nothing));
	tell_more(job, report->changed_more);
}

static void tell_totals(const struct job *job, struct list totals)
{
	if (totals.count)
		printf("\n%s\n", words_say(job->language, SAY_plan_head_totals));
	for (EACH(const struct stated_total, total, totals))
		printf("  %s\n",
		       WORDS(job->arena, job->language, SAY_plan_total, total->round, total->item, total->tally,
		             total->column, number_text(job, total->stated), number_text(job, total->computed)));
}

static void tell_report(const struct job *job, const struct plan_report *report)
{
	printf("%s\n", words_say(job->language, report->is_new        ? SAY_plan_is_new
	                                        : report->has_changes ? SAY_plan_has_changes
	                                                              : SAY_plan_is_same));
	for (EACH(const struct plan_count, count, report->counts))
		printf("  %s\n", WORDS(job->arena, job->language, SAY_plan_count, count->part,
		                       number_text(job, count->created), number_text(job, count->changed),
		                       number_text(job, count->unchanged), number_text(job, count->kept)));
	printf("  %s\n", WORDS(job->arena, job->language, SAY_plan_sheets, number_text(job, report->sheets)));
	tell_rows(job, SAY_plan_head_created, report->created, report->created_more);
	tell_changes(job, report);
	tell_rows(job, SAY_plan_head_kept, report->kept, report->kept_more);
	tell_rows(job, SAY_plan_head_begun, report->begun, report->begun_more);
	tell_totals(job, report->totals);
}

static int import_package(const struct job *job, const struct package *package, bool dry)
{
	const struct plan_actor actor = {job->language, 0, words_say(LANGUAGE_JA, SAY_plan_operator)};
	struct plan_report report;
	struct list mistakes = {NULL, 0};
	struct fail *fail;
	bool unknown = false;
	int64_t plan;

	db_later_begin(job->db, false);
	fail = plan_import(job->db, &actor, package, &report, &plan, &mistakes);
	if (fail || mistakes.count || dry)
		db_finish(job->db);
	else
		fail = db_commit(job->db, &unknown);
	if (fail)
		return terminal_fail(job->arena, job->language, fail, "database");
	if (mistakes.count)
		return tell_mistakes(job, SAY_plan_does_not_fit, mistakes, 0);
	tell_report(job, &report);
	printf("\n%s\n", words_say(job->language, dry ? SAY_plan_dry : SAY_plan_imported));
	return DONE;
}

static int import(struct job *job, const struct config *config, const struct statement *const *statements,
                  const char *path, bool dry)
{
	size_t length;
	const char *bytes = read_file(job, path, &length);
	struct package *package;
	struct fail *fail;

	if (!bytes)
		return FAILED;
	package = package_read(job->arena, job->language, bytes, length);
	if (package->mistakes.count)
		return tell_mistakes(job, SAY_plan_not_imported, package->mistakes, package->more);
	fail = db_open(&job->db, job->arena, config->database, statements);
	return fail ? terminal_fail(job->arena, job->language, fail, "database") : import_package(job, package, dry);
}

static int export(struct job *job, const struct config *config, const struct statement *const *statements,
                  const char *code)
{
	struct package *package = NULL;
	struct fail *fail = db_open(&job->db, job->arena, config->database, statements);

	if (!fail) {
		db_later_begin(job->db, true);
		fail = plan_export(job->db, job->language, code, &package);
		db_finish(job->db);
	}
	if (fail)
		return terminal_fail(job->arena, job->language, fail, "database");
	if (!package)
		return terminal_say(WORDS(job->arena, job->language, SAY_plan_unknown_code, code), FAILED);
	if (fputs(package_text(job->arena, package), stdout) < 0 || fflush(stdout) != 0)
		return terminal_say(WORDS(job->arena, job->language, SAY_plan_not_written, strerror(errno)), FAILED);
	return DONE;
}

int plan_command(const struct config *config, enum language language, struct arena *arena,
                 const struct statement *const *statements, int argc, char **argv)
{
	struct job job = {arena, language, NULL};
	bool dry = false;
	const char *what = NULL;
	int status;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[0], "import") == 0 && strcmp(argv[i], "--dry-run") == 0)
			dry = true;
		else if (what || (argv[i][0] == '-' && argv[i][1]))
			return terminal_say(WORDS(arena, language, SAY_plan_usage, argv[i]), WRONG_USE);
		else
			what = argv[i];
	}
	if (!what)
		return terminal_say(WORDS(arena, language, SAY_plan_usage, ""), WRONG_USE);
	if (strcmp(argv[0], "import") == 0)
		status = import(&job, config, statements, what, dry);
	else
		status = export(&job, config, statements, what);
	if (job.db)
		db_close(job.db);
	return status;
}
