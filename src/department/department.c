/* department.c: what all pages about departments share: the municipality, its tree, what may be planned, and the deed's frame. */
#include "department/department.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "account/account.h"
#include "sql_department.h"
#include "web/answer.h"

static const char *const kind_codes[] = {
	[DEPARTMENT_FOUND] = "found", [DEPARTMENT_RENAME] = "rename", [DEPARTMENT_MERGE] = "merge",
	[DEPARTMENT_SPLIT] = "split", [DEPARTMENT_CLOSE] = "close",
};
static const enum say kind_labels[] = {
	[DEPARTMENT_FOUND] = SAY_department_found, [DEPARTMENT_RENAME] = SAY_department_rename,
	[DEPARTMENT_MERGE] = SAY_department_merge, [DEPARTMENT_SPLIT] = SAY_department_split,
	[DEPARTMENT_CLOSE] = SAY_department_close,
};
static_assert(sizeof kind_codes / sizeof *kind_codes == DEPARTMENT_CHANGES, "every kind has a name");
static_assert(sizeof kind_labels / sizeof *kind_labels == DEPARTMENT_CHANGES, "every kind has a label");
const struct names department_change_names = {kind_codes, kind_labels, DEPARTMENT_CHANGES};

static const char *const state_codes[] = {
	[DEPARTMENT_PLANNED] = "planned", [DEPARTMENT_DONE] = "done", [DEPARTMENT_UNDONE] = "undone"};
static const enum say state_labels[] = {
	[DEPARTMENT_PLANNED] = SAY_department_planned,
	[DEPARTMENT_DONE] = SAY_department_done,
	[DEPARTMENT_UNDONE] = SAY_department_undone,
};
static_assert(sizeof state_codes / sizeof *state_codes == DEPARTMENT_STATES, "every state has a name");
static_assert(sizeof state_labels / sizeof *state_labels == DEPARTMENT_STATES, "every state has a label");
const struct names department_state_names = {state_codes, state_labels, DEPARTMENT_STATES};

static const char *const act_codes[] = {[DEPARTMENT_ACT_CHECK] = "check", [DEPARTMENT_ACT_ENTER] = "enter"};
const struct names department_act_names = {act_codes, NULL, DEPARTMENT_ACTS};

/* ---- shapes ---- */

static const struct field department_home_fields[] = {
	FIELD(struct department_home, organization_id),
	FIELD(struct department_home, title),
	FIELD(struct department_home, version),
	FIELD(struct department_home, year),
};
extern const struct shape department_home_shape;
const struct shape department_home_shape = SHAPE(struct department_home, department_home_fields);

static const struct field department_line_fields[] = {
	FIELD(struct department_line, id),        FIELD(struct department_line, code),
	FIELD(struct department_line, title),     FIELD(struct department_line, level),
	FIELD(struct department_line, parent_id), FIELD(struct department_line, is_new),
	FIELD(struct department_line, is_last),   FIELD(struct department_line, people),
	FIELD(struct department_line, has_head),  FIELD(struct department_line, indent),
	FIELD(struct department_line, is_chosen),
};
const struct shape department_line_shape = SHAPE(struct department_line, department_line_fields);

static const struct field department_fields[] = {
	FIELD(struct department, id),        FIELD(struct department, code),      FIELD(struct department, title),
	FIELD(struct department, parent_id), FIELD(struct department, parent),    FIELD(struct department, first_year),
	FIELD(struct department, last_year), FIELD(struct department, is_coming), FIELD(struct department, is_over),
	FIELD(struct department, is_ending),
};
const struct shape department_shape = SHAPE(struct department, department_fields);

static const struct field department_change_fields[] = {
	FIELD(struct department_change, id),
	FIELD_NAMED(struct department_change, kind, department_change_names),
	FIELD_NAMED(struct department_change, state, department_state_names),
	FIELD(struct department_change, year),
	FIELD(struct department_change, summary),
	FIELD(struct department_change, at),
	FIELD(struct department_change, maker),
	FIELD(struct department_change, done_at),
	FIELD(struct department_change, undone_at),
	FIELD(struct department_change, undoer),
	FIELD(struct department_change, is_due),
};
const struct shape department_change_shape = SHAPE(struct department_change, department_change_fields);

static const struct field department_person_fields[] = {
	FIELD(struct department_person, id),
	FIELD(struct department_person, account_id),
	FIELD(struct department_person, name),
	FIELD_NAMED(struct department_person, role, role_names),
	FIELD(struct department_person, department),
	FIELD(struct department_person, from_on),
	FIELD(struct department_person, ends),
	FIELD(struct department_person, until_on),
	FIELD(struct department_person, away_until),
	FIELD(struct department_person, deputy),
	FIELD(struct department_person, is_left_out),
	FIELD_LIST(struct department_person, targets, department_line_shape),
};
const struct shape department_person_shape = SHAPE(struct department_person, department_person_fields);

static const struct field department_effects_fields[] = {
	FIELD(struct department_effects, writing),    FIELD(struct department_effects, reviewing),
	FIELD(struct department_effects, past),       FIELD(struct department_effects, parts),
	FIELD(struct department_effects, waiting),    FIELD(struct department_effects, measures),
	FIELD(struct department_effects, indicators), FIELD(struct department_effects, questions),
	FIELD(struct department_effects, children),
};
const struct shape department_effects_shape = SHAPE(struct department_effects, department_effects_fields);

static const struct field department_clash_fields[] = {
	FIELD(struct department_clash, id),
	FIELD(struct department_clash, title),
	FIELD(struct department_clash, is_there),
};
extern const struct shape department_clash_shape;
const struct shape department_clash_shape = SHAPE(struct department_clash, department_clash_fields);

static const struct field department_key_fields[] = {FIELD(struct department_key, id)};
extern const struct shape department_key_shape;
const struct shape department_key_shape = SHAPE(struct department_key, department_key_fields);

static const struct field department_done_fields[] = {FIELD(struct department_done, yes)};
extern const struct shape department_done_shape;
const struct shape department_done_shape = SHAPE(struct department_done, department_done_fields);

static const struct field department_count_fields[] = {FIELD(struct department_count, count)};
extern const struct shape department_count_shape;
const struct shape department_count_shape = SHAPE(struct department_count, department_count_fields);

static const struct field department_year_fields[] = {
	FIELD(struct department_year, year),
	FIELD(struct department_year, is_chosen),
	FIELD(struct department_year, is_now),
};
const struct shape department_year_shape = SHAPE(struct department_year, department_year_fields);

struct department_same {
	bool is_code;
	int64_t id;
};
static const struct field department_same_fields[] = {
	FIELD(struct department_same, is_code),
	FIELD(struct department_same, id),
};
extern const struct shape department_same_shape;
const struct shape department_same_shape = SHAPE(struct department_same, department_same_fields);

/* ---- the municipality and its tree ---- */

struct fail *department_home(struct request *q, struct department_home *home)
{
	return db_one(q->db, &SQL_department_home, home, ARGS(V(q->viewer.account_id)));
}

struct fail *department_lock(struct request *q, int64_t version, struct department_home *home)
{
	TRY(department_home(q, home));
	TRY(db_one(q->db, &SQL_department_lock, home, ARGS(V(home->organization_id))));
	return home->version == version ? NULL : FAIL(FAIL_CONFLICT, SAY_department_changed);
}

void department_indent(struct arena *arena, struct list *lines)
{
	for (EACH(struct department_line, line, *lines)) {
		struct text indent = {.arena = arena};

		text_say(&indent, "");
		for (int64_t level = 1; level < line->level; level++)
			text_say(&indent, "\u3000");
		line->indent = indent.bytes;
	}
}

struct department_line *department_among(const struct list *lines, int64_t id)
{
	for (EACH(struct department_line, line, *lines))
		if (line->id == id)
			return line;
	return NULL;
}

struct fail *department_choices(struct request *q, const struct department_home *home, int64_t year, int64_t chosen,
                                struct list *lines)
{
	TRY(db_many(q->db, &SQL_department_tree, lines, ARGS(V(home->organization_id), V(year))));
	department_indent(q->arena, lines);
	struct department_line *line = department_among(lines, chosen);

	if (line)
		line->is_chosen = true;
	return NULL;
}

/* ---- what may be planned ---- */

struct list department_years(struct request *q, const struct department_home *home, bool is_first)
{
	struct department_year *years = arena_many(q->arena, struct department_year, DEPARTMENT_YEARS_AHEAD + 1);
	const char *typed = q->again ? form_typed(q, "year") : NULL;
	int64_t chosen;

	if (!typed || !text_number(typed, &chosen))
		chosen = is_first ? home->year : home->year + 1;
	for (int64_t i = 0; i <= DEPARTMENT_YEARS_AHEAD; i++)
		years[i] = (struct department_year){
			.year = home->year + i,
			.is_chosen = home->year + i == chosen,
			.is_now = i == 0,
		};
	return (struct list){years, DEPARTMENT_YEARS_AHEAD + 1};
}

void department_judge_year(struct request *q, const struct department_home *home, int64_t year)
{
	if (year < home->year)
		form_mistake(q, "year", SAY_department_year_past, year_words(q->arena, q->language, home->year), NULL);
	else if (year > home->year + DEPARTMENT_YEARS_AHEAD)
		form_mistake(q, "year", SAY_department_year_far,
		             year_words(q->arena, q->language, home->year + DEPARTMENT_YEARS_AHEAD), NULL);
}

static bool is_code(const char *text)
{
	return *text && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

struct fail *department_judge_name(struct request *q, const struct department_home *home, const char *code_input,
                                   const char *code, const char *title_input, const char *title, int64_t year,
                                   struct list but)
{
	struct list same;

	if (text_empty(title))
		form_mistake(q, title_input, SAY_department_title, NULL);
	if (code && !is_code(code))
		form_mistake(q, code_input, text_empty(code) ? SAY_department_code : SAY_department_code_letters, NULL);
	TRY(db_many(
		q->db, &SQL_department_same, &same,
		ARGS(V(home->organization_id), V(code ? code : ""), V(title), V(year), V(db_array(q->arena, but)))));
	for (EACH(const struct department_same, one, same)) {
		if (one->is_code && code)
			form_mistake(q, code_input, SAY_department_code_taken, NULL);
		if (!one->is_code)
			form_mistake(q, title_input, SAY_department_title_taken, NULL);
	}
	return NULL;
}

struct fail *department_judge_free(struct request *q, const char *input, struct list departments, int64_t year)
{
	struct list clashes;
	struct text planned = {.arena = q->arena}, absent = {.arena = q->arena};

	TRY(db_many(q->db, &SQL_department_clashes, &clashes, ARGS(V(db_array(q->arena, departments)), V(year))));
	for (EACH(const struct department_clash, clash, clashes)) {
		struct text *names = clash->is_there ? &planned : &absent;

		text_print(names, "%s%s", names->length > 0 ? ", " : "", clash->title);
	}
	if (planned.length > 0)
		form_mistake(q, input, SAY_department_is_planned, planned.bytes, NULL);
	else if (absent.length > 0)
		form_mistake(q, input, SAY_department_is_absent, absent.bytes, year_words(q->arena, q->language, year),
		             NULL);
	return NULL;
}

/* ---- the deed ---- */

struct list department_numbers(struct arena *arena, size_t count, const int64_t *numbers)
{
	const char **texts = arena_many(arena, const char *, count + 1);

	for (size_t i = 0; i < count; i++)
		texts[i] = text_format(arena, "%" PRId64, numbers[i]);
	return (struct list){texts, count};
}

struct fail *department_begin(struct request *q, const struct department_plan *plan, int64_t *out_id)
{
	struct department_key key;

	TRY(db_one(q->db, &SQL_department_begin, &key,
	           ARGS(V(plan->organization_id), V(kind_codes[plan->kind]), V(plan->year),
	                V(db_array(q->arena, plan->touched)), V(db_array(q->arena, plan->ending)),
	                V(db_array(q->arena, plan->founded)), V(plan->summary), V(q->viewer.account_id),
	                V(q->viewer.name))));
	*out_id = key.id;
	return NULL;
}

struct fail *department_confirm(struct request *q, const char *password, bool *out_fits)
{
	*out_fits = false;
	if (!text_empty(password))
		return account_confirm(q, "password", password, out_fits);
	form_mistake(q, "password", SAY_department_password, NULL);
	return NULL;
}

struct fail *department_end(struct request *q, int64_t change)
{
	struct department_count done;

	TRY(db_one(q->db, &SQL_department_take_effect, &done,
	           ARGS(V(change), V(q->viewer.account_id), V(q->viewer.name))));
	return answer_redirect(q, "/departments/changes/%" PRId64, change);
}

struct fail *department_take_effect(struct db *db, int64_t *out_count)
{
	struct department_count done;

	TRY(db_one(db, &SQL_department_take_effect, &done,
	           ARGS(V(0), V(0), V(words_say(LANGUAGE_JA, SAY_department_by_itself)))));
	*out_count = done.count;
	return NULL;
}
