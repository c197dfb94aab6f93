/*
 * department_command.c: departments at the command line: which there are in a year, another name, a merger into one that
 * goes on, and making what is due take effect. What needs choices for each measure and person is the pages'.
 */
#include "department/department_command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "department/department.h"
#include "kit/terminal.h"
#include "sql_department.h"

enum { DONE, FAILED, WRONG_USE };

#define MERGED_MOST 100

struct department_named {
	int64_t id;
	int64_t organization_id;
	const char *organization;
	const char *title;
	int64_t parent_id;
};
static const struct field department_named_fields[] = {
	FIELD(struct department_named, id),           FIELD(struct department_named, organization_id),
	FIELD(struct department_named, organization), FIELD(struct department_named, title),
	FIELD(struct department_named, parent_id),
};
extern const struct shape department_named_shape;
const struct shape department_named_shape = SHAPE(struct department_named, department_named_fields);

struct department_listed {
	const char *organization;
	const char *code;
	const char *title;
	const char *parent;
	int64_t first_year;
	int64_t last_year;
};
static const struct field department_listed_fields[] = {
	FIELD(struct department_listed, organization), FIELD(struct department_listed, code),
	FIELD(struct department_listed, title),        FIELD(struct department_listed, parent),
	FIELD(struct department_listed, first_year),   FIELD(struct department_listed, last_year),
};
extern const struct shape department_listed_shape;
const struct shape department_listed_shape = SHAPE(struct department_listed, department_listed_fields);

struct job {
	struct arena *arena;
	enum language language;
	struct db *db;
	int64_t this_year;
	int64_t year;                   /* --year; 0: not said */
	const char *into;               /* --into */
	const char *words[MERGED_MOST]; /* what is no option */
	size_t count;
	bool is_refused; /* it was said why */
};

static struct fail *refuse(struct job *job, const char *sentence)
{
	terminal_say(sentence, FAILED);
	job->is_refused = true;
	return NULL;
}

static const char *year_text(const struct job *job, int64_t year)
{
	return year <= 0 || year > 9998 ? "" : text_format(job->arena, "%" PRId64, year);
}

static struct fail *list(struct job *job)
{
	struct list lines;

	TRY(db_many(job->db, &SQL_department_list, &lines, ARGS(V(job->year))));
	for (EACH(const struct department_listed, line, lines))
		printf("%s\t%s\t%s\t%s\t%s\t%s\n", line->organization, line->code, line->title,
		       line->parent ? line->parent : "", year_text(job, line->first_year),
		       year_text(job, line->last_year));
	return NULL;
}

static struct fail *find(struct job *job, const char *code, struct department_named *out)
{
	struct list found;

	TRY(db_many(job->db, &SQL_department_by_code, &found, ARGS(V(code))));
	if (found.count != 1)
		return refuse(job, WORDS(job->arena, job->language,
		                         found.count ? SAY_department_code_twice : SAY_department_code_unknown, code));
	*out = *LIST_AT(struct department_named, found, 0);
	return NULL;
}

/* Nobody else changes departments until the end; what is planned already, or does not exist then, is said. */
static struct fail *judge(struct job *job, int64_t organization, struct list departments)
{
	struct department_home home;
	struct list clashes;

	TRY(db_one(job->db, &SQL_department_lock, &home, ARGS(V(organization))));
	job->this_year = home.year;
	if (job->year == 0)
		job->year = home.year + 1;
	if (job->year < home.year || job->year > home.year + DEPARTMENT_YEARS_AHEAD)
		return refuse(job, WORDS(job->arena, job->language,
		                         job->year < home.year ? SAY_department_year_past : SAY_department_year_far,
		                         year_words(job->arena, job->language,
		                                    home.year + (job->year < home.year ? 0 : DEPARTMENT_YEARS_AHEAD))));
	TRY(db_many(job->db, &SQL_department_clashes, &clashes,
	            ARGS(V(db_array(job->arena, departments)), V(job->year))));
	for (EACH(const struct department_clash, clash, clashes))
		TRY(refuse(job, clash->is_there
		                        ? WORDS(job->arena, job->language, SAY_department_is_planned, clash->title)
		                        : WORDS(job->arena, job->language, SAY_department_is_absent, clash->title,
		                                year_words(job->arena, job->language, job->year))));
	return NULL;
}

static struct fail *begin(struct job *job, int64_t organization, const char *kind, struct list touched,
                          struct list ending, const char *summary, int64_t *out_change)
{
	struct department_key key;

	TRY(db_one(job->db, &SQL_department_begin, &key,
	           ARGS(V(organization), V(kind), V(job->year), V(db_array(job->arena, touched)),
	                V(db_array(job->arena, ending)), V(db_array(job->arena, (struct list){0})), V(summary), V(0),
	                V(words_say(LANGUAGE_JA, SAY_plan_operator)))));
	*out_change = key.id;
	return NULL;
}

static struct fail *finish(struct job *job, int64_t change, const char *summary)
{
	struct department_count done;

	TRY(db_one(job->db, &SQL_department_take_effect, &done,
	           ARGS(V(change), V(0), V(words_say(LANGUAGE_JA, SAY_plan_operator)))));
	printf("%s\n", WORDS(job->arena, job->language, done.count ? SAY_department_is_done : SAY_department_waits,
	                     summary, year_words(job->arena, job->language, job->year)));
	return NULL;
}

static struct fail *rename_it(struct job *job)
{
	struct department_named department = {0};
	struct department_done done;
	struct list same;
	int64_t change;

	TRY(find(job, job->words[0], &department));
	if (job->is_refused)
		return NULL;
	const struct list one = department_numbers(job->arena, 1, &department.id);
	const char *title = job->words[1];
	const char *summary = WORDS(job->arena, LANGUAGE_JA, SAY_department_rename_summary, department.title, title);

	TRY(judge(job, department.organization_id, one));
	TRY(db_many(job->db, &SQL_department_same, &same,
	            ARGS(V(department.organization_id), V(""), V(title), V(job->year), V(db_array(job->arena, one)))));
	if (same.count > 0)
		TRY(refuse(job, words_say(job->language, SAY_department_title_taken)));
	if (text_empty(title) || text_count(title) > DEPARTMENT_TITLE_CHARS)
		TRY(refuse(job, words_say(job->language, SAY_department_title)));
	if (job->is_refused)
		return NULL;
	TRY(begin(job, department.organization_id, "rename", one, (struct list){0}, summary, &change));
	TRY(db_one(job->db, &SQL_department_call, &done,
	           ARGS(V(department.id), V(job->year), V(title), V(department.parent_id))));
	return finish(job, change, summary);
}

/* Those that end and who goes on; the latter stands last in `numbers`. */
static struct fail *find_merged(struct job *job, struct department_named *into, int64_t *numbers,
                                const char **out_names)
{
	struct text names = {.arena = job->arena};
	struct department_named one = {0};

	TRY(find(job, job->into, into));
	text_say(&names, "");
	for (size_t i = 0; i < job->count && !job->is_refused; i++) {
		TRY(find(job, job->words[i], &one));
		if (one.id == into->id || one.organization_id != into->organization_id)
			TRY(refuse(job, words_say(job->language, SAY_department_into)));
		numbers[i] = one.id;
		text_print(&names, "%s%s", i ? words_say(LANGUAGE_JA, SAY_department_and) : "", one.title);
	}
	numbers[job->count] = into->id;
	*out_names = names.bytes;
	return NULL;
}

static struct fail *merge(struct job *job)
{
	struct department_named into = {0};
	struct department_done below;
	struct department_count ended;
	int64_t numbers[MERGED_MOST + 1], change;
	const char *names;

	TRY(find_merged(job, &into, numbers, &names));
	if (job->is_refused)
		return NULL;
	const struct list all = department_numbers(job->arena, job->count + 1, numbers);
	const struct list ending = department_numbers(job->arena, job->count, numbers);
	const char *summary = WORDS(job->arena, LANGUAGE_JA, SAY_department_merge_summary, names, into.title);

	TRY(judge(job, into.organization_id, all));
	TRY(db_one(job->db, &SQL_department_below, &below,
	           ARGS(V(into.id), V(db_array(job->arena, ending)), V(job->year))));
	if (below.yes)
		TRY(refuse(job, words_say(job->language, SAY_department_into_below)));
	if (job->is_refused)
		return NULL;
	TRY(begin(job, into.organization_id, "merge", all, ending, summary, &change));
	for (size_t i = 0; i < job->count; i++) {
		TRY(db_change(job->db, &SQL_department_succeed, NULL,
		              ARGS(V(change), V(numbers[i]), V(into.id), V(true))));
		TRY(db_one(job->db, &SQL_department_end, &ended, ARGS(V(numbers[i]), V(job->year), V(into.id))));
	}
	return finish(job, change, summary);
}

static struct fail *take_effect(struct job *job)
{
	int64_t count;

	TRY(department_take_effect(job->db, &count));
	printf("%s\n",
	       WORDS(job->arena, job->language, SAY_work_departments, text_format(job->arena, "%" PRId64, count)));
	return NULL;
}

/* ---- the command ---- */

static const struct deed {
	const char *name;
	size_t least, most; /* words besides options */
	bool wants_into;
	struct fail *(*run)(struct job *job);
} deeds[] = {
	{"list",   0, 0,               false, list       },
	{"rename", 2, 2,               false, rename_it  },
	{"merge",  1, MERGED_MOST - 1, true,  merge      },
	{"effect", 0, 0,               false, take_effect},
};

static bool read_arguments(struct job *job, const struct deed *deed, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--year") == 0 && i + 1 < argc && text_number(argv[i + 1], &job->year) &&
		    job->year > 0 && job->year < 9999)
			i++;
		else if (strcmp(argv[i], "--into") == 0 && i + 1 < argc && deed->wants_into)
			job->into = argv[++i];
		else if (strncmp(argv[i], "--", 2) == 0 || job->count >= deed->most)
			return false;
		else
			job->words[job->count++] = argv[i];
	}
	return job->count >= deed->least && (!deed->wants_into || job->into);
}

int department_command(const struct config *config, enum language language, struct arena *arena,
                       const struct statement *const *statements, int argc, char **argv)
{
	struct job job = {.arena = arena, .language = language};
	const struct deed *deed = deeds;
	struct fail *fail;
	bool unknown = false;

	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(deeds[i].name, argv[0]) == 0)
			deed = &deeds[i];
	if (!read_arguments(&job, deed, argc, argv))
		return terminal_say(words_say(language, SAY_department_command_use), WRONG_USE);
	fail = db_open(&job.db, arena, config->database, statements);
	if (fail)
		return terminal_fail(arena, language, fail, "database");
	db_later_begin(job.db, false);
	fail = deed->run(&job);
	if (!fail && !job.is_refused)
		fail = db_commit(job.db, &unknown);
	db_finish(job.db);
	if (fail)
		return terminal_fail(arena, language, fail, "database");
	return job.is_refused ? FAILED : DONE;
}
