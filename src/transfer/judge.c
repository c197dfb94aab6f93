/* judge.c: reads a list of transfers row by row: who it is about, and from where to where. All mistakes are noted at once. */
#include "transfer/judge.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "account/account.h"

#define MISTAKES_MOST 500
#define LOGIN_CHARS 64
#define NAME_CHARS 100

/* Words that a heading may be, the first one first. */
static const enum say headings[COLUMNS] = {
	[COLUMN_LOGIN] = SAY_transfer_column_login,         [COLUMN_NAME] = SAY_transfer_column_name,
	[COLUMN_KANA] = SAY_transfer_column_kana,           [COLUMN_EMAIL] = SAY_transfer_column_email,
	[COLUMN_KIND] = SAY_transfer_column_kind,           [COLUMN_SOURCE] = SAY_transfer_column_source,
	[COLUMN_TARGET] = SAY_transfer_column_target,       [COLUMN_ROLES] = SAY_transfer_column_roles,
	[COLUMN_SUCCESSOR] = SAY_transfer_column_successor, [COLUMN_BODIES] = SAY_transfer_column_bodies,
};

/* ---- small things ---- */

void *judge_add(struct arena *arena, struct list *list, size_t size)
{
	if ((list->count & (list->count - 1)) == 0) /* full: 0, 1, 2, 4, 8 … */
		list->rows =
			arena_grow(arena, list->rows, list->count * size, (list->count ? list->count * 2 : 1) * size);
	return (char *)list->rows + list->count++ * size;
}

const char *judge_plain(struct arena *arena, const char *text)
{
	const char *folded = text_fold(arena, text);
	char *plain = arena_take(arena, strlen(folded) + 1);
	size_t length = 0;

	for (const char *c = folded; *c; c++)
		if (*c != ' ' && *c != '\n' && *c != '\t')
			plain[length++] = *c;
	return plain;
}

bool judge_is_word(struct arena *arena, enum say words, const char *plain)
{
	for (int language = 0; language < LANGUAGES; language++) {
		const char *at = words_say((enum language)language, words);

		while (*at) {
			size_t length = strcspn(at, "|");

			if (strcmp(judge_plain(arena, arena_copy(arena, at, length)), plain) == 0)
				return true;
			at += length + (at[length] == '|');
		}
	}
	return false;
}

/* The first of the words: how the column is called. */
static const char *heading(const struct judge *judge, enum column column)
{
	const char *words = words_say(judge->language, headings[column]);

	return arena_copy(judge->arena, words, strcspn(words, "|"));
}

void judge_mistake(struct judge *judge, enum column column, enum say say, ...)
{
	const char *arguments[9] = {0};
	struct transfer_mistake *mistake;
	size_t count = 0;
	va_list rest;

	if (judge->plan->mistakes.count >= MISTAKES_MOST)
		return;
	va_start(rest, say);
	for (const char *argument; count < 9 && (argument = va_arg(rest, const char *)) != NULL;)
		arguments[count++] = argument;
	va_end(rest);
	mistake = judge_add(judge->arena, &judge->plan->mistakes, sizeof *mistake);
	*mistake = (struct transfer_mistake){
		.line = judge->row ? judge->row->line : 0,
		.column = column < COLUMNS ? heading(judge, column) : "",
		.value =
			column < COLUMNS && judge->row ? text_excerpt(judge->arena, judge_cell(judge, column), 40) : "",
		.sentence = words_fill(judge->arena, words_say(judge->language, say), count, arguments),
	};
}

const char *judge_cell(const struct judge *judge, enum column column)
{
	return judge->columns[column] < 0 ? "" : csv_cell(judge->row, (size_t)judge->columns[column]);
}

/* ---- finding ---- */

const struct transfer_person *judge_person(const struct judge *judge, int64_t id)
{
	for (EACH(const struct transfer_person, person, judge->town->people))
		if (person->id == id)
			return person;
	return NULL;
}

static const struct transfer_person *by_login(const struct judge *judge, const char *written)
{
	const char *login = account_login(judge->arena, written);

	for (EACH(const struct transfer_person, person, judge->town->people))
		if (strcmp(person->login, login) == 0)
			return person;
	return NULL;
}

/* Among those of the department where there are several of one name. */
static const struct transfer_person *by_name(const struct judge *judge, const char *written, int64_t department_id,
                                             size_t *out_count)
{
	const char *plain = judge_plain(judge->arena, written);
	const struct transfer_person *people = judge->town->people.rows;
	const struct transfer_person *found = NULL, *near = NULL;
	size_t count = 0, near_count = 0;

	for (size_t i = 0; i < judge->town->people.count; i++) {
		if (people[i].is_stopped || strcmp(judge->names[i], plain) != 0)
			continue;
		found = &people[i];
		count++;
		if (department_id && people[i].department_id == department_id) {
			near = &people[i];
			near_count++;
		}
	}
	*out_count = near_count ? near_count : count;
	return near_count ? near : found;
}

const struct transfer_person *judge_find_person(struct judge *judge, enum column column, const char *written,
                                                int64_t department_id)
{
	const struct transfer_person *person = by_login(judge, written);
	size_t count;

	if (person)
		return person;
	if (column == COLUMN_LOGIN) {
		judge_mistake(judge, column, SAY_transfer_no_login, NULL);
		return NULL;
	}
	person = by_name(judge, written, department_id, &count);
	if (count == 1)
		return person;
	judge_mistake(judge, column, count ? SAY_transfer_several_names : SAY_transfer_no_name, NULL);
	return NULL;
}

const struct transfer_place *judge_find_place(const struct judge *judge, const char *written, bool is_body,
                                              bool is_next)
{
	const char *plain = judge_plain(judge->arena, written);

	for (EACH(const struct transfer_place, place, judge->town->places)) {
		const char *title = is_next ? place->next_title : place->title;

		if (place->is_body == is_body && (is_next ? place->is_there : place->was_there) &&
		    (strcmp(judge_plain(judge->arena, title), plain) == 0 || strcmp(place->code, plain) == 0))
			return place;
	}
	return NULL;
}

/* ---- one row ---- */

static int64_t department(struct judge *judge, enum column column)
{
	const char *written = judge_cell(judge, column);
	const struct transfer_place *place;

	if (text_empty(written))
		return 0;
	place = judge_find_place(judge, written, false, column == COLUMN_TARGET);
	if (!place)
		judge_mistake(judge, column, SAY_transfer_no_department, NULL);
	return place ? place->id : -1;
}

/* Is the row about somebody who is here until the eve at least? */
static bool is_here(struct judge *judge)
{
	const char *login = judge_cell(judge, COLUMN_LOGIN), *name = judge_cell(judge, COLUMN_NAME);
	const struct transfer_person *person;
	size_t count = 1;

	person = !text_empty(login) ? by_login(judge, login)
	         : text_empty(name) ? NULL
	                            : by_name(judge, name, 0, &count);
	return person && !person->is_stopped &&
	       (!day_is(person->until_on) || days_between(person->until_on, judge->town->effective_on) <= 1);
}

/* False after noting why not. */
static bool read_kind(struct judge *judge, struct transfer_line *line)
{
	static const enum say words[] = {SAY_transfer_words_leave, SAY_transfer_words_come, SAY_transfer_words_move};
	const char *written = judge_plain(judge->arena, judge_cell(judge, COLUMN_KIND));

	for (int kind = 0; kind < TRANSFER_KINDS && *written; kind++)
		if (judge_is_word(judge->arena, words[kind], written)) {
			line->kind = (enum transfer_kind)kind;
			return true;
		}
	if (*written) {
		judge_mistake(judge, COLUMN_KIND, SAY_transfer_no_kind, NULL);
		return false;
	}
	if (!line->source_id && !line->target_id) {
		judge_mistake(judge, COLUMN_KIND, SAY_transfer_kind_missing, NULL);
		return false;
	}
	line->kind = !line->target_id                    ? TRANSFER_LEAVE
	             : line->source_id || is_here(judge) ? TRANSFER_MOVE
	                                                 : TRANSFER_COME;
	return true;
}

static bool login_is_fit(const char *login)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789._-@";

	return *login && strlen(login) <= LOGIN_CHARS && strspn(login, letters) == strlen(login);
}

/* Somebody new, or who was here before and comes back. */
static void read_newcomer(struct judge *judge, struct transfer_line *line)
{
	const char *login = account_login(judge->arena, judge_cell(judge, COLUMN_LOGIN));
	const char *name = judge_cell(judge, COLUMN_NAME);
	const struct transfer_person *there = by_login(judge, login);

	line->login = login;
	line->name = text_excerpt(judge->arena, text_empty(name) && there ? there->name : name, NAME_CHARS);
	if (!login_is_fit(login))
		judge_mistake(judge, COLUMN_LOGIN,
		              text_empty(login) ? SAY_transfer_login_missing : SAY_transfer_login_unfit, NULL);
	if (text_empty(line->name))
		judge_mistake(judge, COLUMN_NAME, SAY_transfer_name_missing, NULL);
	if (!there || there->is_taken_back)
		return;
	if (there->is_stopped || !day_is(there->until_on) ||
	    days_between(there->until_on, judge->town->effective_on) <= 0)
		judge_mistake(judge, COLUMN_LOGIN, SAY_transfer_login_taken, there->name, NULL);
	else if (strcmp(judge_plain(judge->arena, there->name), judge_plain(judge->arena, line->name)) != 0)
		judge_mistake(judge, COLUMN_NAME, SAY_transfer_name_differs, there->name, NULL);
	line->account_id = there->id;
}

/* Somebody who is here. */
static void read_somebody(struct judge *judge, struct transfer_line *line)
{
	const char *login = judge_cell(judge, COLUMN_LOGIN), *name = judge_cell(judge, COLUMN_NAME);
	const struct transfer_person *person;

	if (text_empty(login) && text_empty(name)) {
		judge_mistake(judge, COLUMN_NAME, SAY_transfer_who_missing, NULL);
		return;
	}
	person = text_empty(login) ? judge_find_person(judge, COLUMN_NAME, name, line->source_id)
	                           : judge_find_person(judge, COLUMN_LOGIN, login, line->source_id);
	if (!person)
		return;
	line->account_id = person->id;
	line->login = person->login;
	line->name = person->name;
	if (!text_empty(login) && !text_empty(name) &&
	    strcmp(judge_plain(judge->arena, person->name), judge_plain(judge->arena, name)) != 0)
		judge_mistake(judge, COLUMN_NAME, SAY_transfer_name_differs, person->name, NULL);
	if (day_is(person->planned_on))
		judge_mistake(judge, COLUMN_LOGIN, SAY_transfer_planned_before,
		              day_words(judge->arena, judge->language, person->planned_on), NULL);
	else if (person->is_stopped ||
	         (day_is(person->until_on) && days_between(person->until_on, judge->town->effective_on) > 0))
		judge_mistake(judge, COLUMN_LOGIN, SAY_transfer_gone_before, NULL);
}

/* Was the person at that department at all? Where none is written, it is their own. */
static void judge_source(struct judge *judge, struct transfer_line *line)
{
	const struct transfer_person *person = judge_person(judge, line->account_id);

	if (line->kind == TRANSFER_COME) {
		if (line->source_id > 0)
			judge_mistake(judge, COLUMN_SOURCE, SAY_transfer_come_from, NULL);
		return;
	}
	if (!person)
		return;
	if (line->source_id == 0)
		line->source_id = person->department_id;
	if (line->source_id <= 0 || line->source_id == person->department_id)
		return;
	for (EACH(const struct transfer_post, post, judge->town->posts))
		if (post->account_id == person->id && post->department_id == line->source_id)
			return;
	judge_mistake(judge, COLUMN_SOURCE, SAY_transfer_not_there, person->name, NULL);
}

static void judge_row(struct judge *judge)
{
	struct transfer_line line = {.line = judge->row->line};

	line.source_id = department(judge, COLUMN_SOURCE);
	line.target_id = department(judge, COLUMN_TARGET);
	if (!read_kind(judge, &line))
		return;
	line.kana = text_excerpt(judge->arena, judge_cell(judge, COLUMN_KANA), NAME_CHARS);
	line.email = judge_cell(judge, COLUMN_EMAIL);
	if (!text_empty(line.email) &&
	    (!strchr(line.email, '@') || strpbrk(line.email, " \n\t<>,") || strlen(line.email) > 200))
		judge_mistake(judge, COLUMN_EMAIL, SAY_transfer_email_unfit, NULL);
	if (line.kind == TRANSFER_COME)
		read_newcomer(judge, &line);
	else
		read_somebody(judge, &line);
	judge_source(judge, &line);
	if (line.kind == TRANSFER_LEAVE && line.target_id)
		judge_mistake(judge, COLUMN_TARGET, SAY_transfer_leave_to, NULL);
	if (line.kind != TRANSFER_LEAVE && line.target_id == 0)
		judge_mistake(judge, COLUMN_TARGET, SAY_transfer_target_missing, NULL);
	judge_posts(judge, &line);
	*(struct transfer_line *)judge_add(judge->arena, &judge->plan->lines, sizeof line) = line;
	*(const struct csv_row **)judge_add(judge->arena, &judge->rows, sizeof judge->row) = judge->row;
}

/* ---- the whole list ---- */

static void read_headings(struct judge *judge)
{
	bool has_mistake = false;

	for (int column = 0; column < COLUMNS; column++)
		judge->columns[column] = -1;
	for (size_t i = 0; i < judge->row->count; i++) {
		const char *plain = judge_plain(judge->arena, judge->row->cells[i]);
		int found = -1;

		for (int column = 0; column < COLUMNS && found < 0; column++)
			if (judge_is_word(judge->arena, headings[column], plain))
				found = column;
		if (!*plain)
			continue;
		if (found < 0 || judge->columns[found] >= 0) {
			judge_mistake(judge, COLUMNS, found < 0 ? SAY_transfer_no_heading : SAY_transfer_heading_twice,
			              text_excerpt(judge->arena, judge->row->cells[i], 40), NULL);
			has_mistake = true;
		} else {
			judge->columns[found] = (int)i;
		}
	}
	if (judge->columns[COLUMN_LOGIN] < 0 && judge->columns[COLUMN_NAME] < 0 && !has_mistake)
		judge_mistake(judge, COLUMNS, SAY_transfer_heading_missing, heading(judge, COLUMN_LOGIN),
		              heading(judge, COLUMN_NAME), NULL);
	if (judge->columns[COLUMN_SOURCE] < 0 && judge->columns[COLUMN_TARGET] < 0 && judge->columns[COLUMN_KIND] < 0 &&
	    !has_mistake)
		judge_mistake(judge, COLUMNS, SAY_transfer_heading_missing, heading(judge, COLUMN_SOURCE),
		              heading(judge, COLUMN_TARGET), NULL);
}

static bool read_rows(struct judge *judge, const char *bytes, size_t length, struct list *rows)
{
	int64_t at = 0;
	enum csv_flaw flaw = csv_read(judge->arena, bytes, length, rows, &at);
	const char *where = text_format(judge->arena, "%" PRId64, at);

	if (flaw == CSV_ENCODING)
		judge_mistake(judge, COLUMNS, SAY_transfer_encoding, NULL);
	else if (flaw == CSV_QUOTE)
		judge_mistake(judge, COLUMNS, SAY_transfer_quote, where, NULL);
	else if (flaw == CSV_TOO_MANY || rows->count > TRANSFER_LINES_MAX + 1)
		judge_mistake(judge, COLUMNS, SAY_transfer_too_many,
		              text_format(judge->arena, "%d", TRANSFER_LINES_MAX), NULL);
	else if (rows->count < 2)
		judge_mistake(judge, COLUMNS, SAY_transfer_empty, NULL);
	return judge->plan->mistakes.count == 0;
}

/* By line; what was noted earlier of a line stays first. */
static void sort_mistakes(struct list *mistakes)
{
	struct transfer_mistake *rows = mistakes->rows;

	for (size_t i = 1; i < mistakes->count; i++) {
		struct transfer_mistake at_hand = rows[i];
		size_t at = i;

		for (; at > 0 && rows[at - 1].line > at_hand.line; at--)
			rows[at] = rows[at - 1];
		rows[at] = at_hand;
	}
}

void transfer_judge(struct arena *arena, enum language language, const struct transfer_town *town, const char *bytes,
                    size_t length, struct transfer_plan *plan)
{
	struct judge judge = {.arena = arena, .language = language, .town = town, .plan = plan};
	const struct transfer_person *people = town->people.rows;
	struct list rows = {NULL, 0};

	*plan = (struct transfer_plan){.needs_second = false};
	if (days_between(town->today, town->effective_on) <= 0)
		judge_mistake(&judge, COLUMNS, SAY_transfer_day_past, NULL);
	if (!read_rows(&judge, bytes, length, &rows))
		return;
	judge.names = arena_many(arena, const char *, town->people.count + 1);
	for (size_t i = 0; i < town->people.count; i++)
		judge.names[i] = judge_plain(arena, people[i].name);
	judge.row = rows.rows;
	read_headings(&judge);
	if (plan->mistakes.count)
		return;
	for (judge.row = (const struct csv_row *)rows.rows + 1;
	     judge.row < (const struct csv_row *)rows.rows + rows.count; judge.row++)
		judge_row(&judge);
	judge.row = NULL;
	judge_whole(&judge);
	sort_mistakes(&plan->mistakes);
}
