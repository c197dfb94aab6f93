/* merge_pages.c: departments are merged into one, or one is closed. First what goes where is shown, then it is entered. */
#include <inttypes.h>
#include <stddef.h>

#include "department/department.h"
#include "department/department_pages.h"
#include "pages_department.h"
#include "sql_department.h"
#include "web/answer.h"

#define PEOPLE_SHOWN 500

/* ---- forms ---- */

struct merge_form {
	enum department_act act;
	int64_t version;
	struct list with; /* const char *: the other departments that end */
	int64_t into;     /* merge: 0 is a new one; close: 0 is nobody */
	const char *code;
	const char *title;
	int64_t parent;
	int64_t year;
	struct list leave; /* const char *: assignments that end and do not go on */
	const char *password;
};
#define SHARED_INPUTS                                                                                              \
	{"act", INPUT_BUTTON, offsetof(struct merge_form, act), 0, false, SAY_NOTHING, &department_act_names},     \
		{"version", INPUT_VERSION, offsetof(struct merge_form, version), 0, true, SAY_form_version, NULL}, \
		{"into", INPUT_NUMBER, offsetof(struct merge_form, into), INT64_MAX, false, SAY_NOTHING, NULL},    \
		{"year", INPUT_NUMBER, offsetof(struct merge_form, year), 9998, true, SAY_department_year, NULL},  \
		{"leave", INPUT_MANY, offsetof(struct merge_form, leave), 20, false, SAY_NOTHING, NULL},           \
	{                                                                                                          \
		"password", INPUT_SECRET, offsetof(struct merge_form, password), 200, false, SAY_NOTHING, NULL     \
	}
static const struct input merge_inputs[] = {
	SHARED_INPUTS,
	{"with",   INPUT_MANY,   offsetof(struct merge_form, with),   20,                     false, SAY_NOTHING, NULL},
	{"code",   INPUT_LINE,   offsetof(struct merge_form, code),   DEPARTMENT_CODE_CHARS,  false, SAY_NOTHING, NULL},
	{"title",  INPUT_LINE,   offsetof(struct merge_form, title),  DEPARTMENT_TITLE_CHARS, false, SAY_NOTHING, NULL},
	{"parent", INPUT_NUMBER, offsetof(struct merge_form, parent), INT64_MAX,              false, SAY_NOTHING, NULL},
};
const struct form department_merge_form = FORM(struct merge_form, merge_inputs);
static const struct input close_inputs[] = {SHARED_INPUTS};
const struct form department_close_form = FORM(struct merge_form, close_inputs);

struct department_merge_page {
	struct department_home home;
	struct department department;
	bool is_close;
	struct list others;  /* struct department_line: to be merged with it */
	struct list intos;   /* struct department_line: what it is merged into */
	struct list parents; /* struct department_line */
	struct list years;   /* struct department_year */
	const char *code;
	const char *title;
	bool is_checked;
	int64_t year;
	bool is_at_once;
	const char *summary;
	struct department_effects effects;
	struct list people; /* struct department_person */
	bool has_many_heads;
	const char *with_mistake;
	const char *into_mistake;
	const char *code_mistake;
	const char *title_mistake;
	const char *parent_mistake;
	const char *year_mistake;
	const char *leave_mistake;
	const char *password_mistake;
};
extern const struct shape department_home_shape;
static const struct field department_merge_page_fields[] = {
	FIELD_PART(struct department_merge_page, home, department_home_shape),
	FIELD_PART(struct department_merge_page, department, department_shape),
	FIELD(struct department_merge_page, is_close),
	FIELD_LIST(struct department_merge_page, others, department_line_shape),
	FIELD_LIST(struct department_merge_page, intos, department_line_shape),
	FIELD_LIST(struct department_merge_page, parents, department_line_shape),
	FIELD_LIST(struct department_merge_page, years, department_year_shape),
	FIELD(struct department_merge_page, code),
	FIELD(struct department_merge_page, title),
	FIELD(struct department_merge_page, is_checked),
	FIELD(struct department_merge_page, year),
	FIELD(struct department_merge_page, is_at_once),
	FIELD(struct department_merge_page, summary),
	FIELD_PART(struct department_merge_page, effects, department_effects_shape),
	FIELD_LIST(struct department_merge_page, people, department_person_shape),
	FIELD(struct department_merge_page, has_many_heads),
	FIELD(struct department_merge_page, with_mistake),
	FIELD(struct department_merge_page, into_mistake),
	FIELD(struct department_merge_page, code_mistake),
	FIELD(struct department_merge_page, title_mistake),
	FIELD(struct department_merge_page, parent_mistake),
	FIELD(struct department_merge_page, year_mistake),
	FIELD(struct department_merge_page, leave_mistake),
	FIELD(struct department_merge_page, password_mistake),
};
extern const struct shape department_merge_page_shape;
const struct shape department_merge_page_shape = SHAPE(struct department_merge_page, department_merge_page_fields);

/* ---- what was asked for ---- */

struct merging {
	struct department_home home;
	struct department department; /* whose page it is */
	struct list there;            /* struct department_line: what exists in the year before */
	bool is_close;
	struct list ending; /* const char *: numbers */
	struct list people; /* struct department_person: of those that end */
	struct list heads;  /* struct department_person: of the successor */
	struct department_effects effects;
	const char *names; /* of those that end: 高齢福祉課・介護保険課 */
	const char *successor;
	const char *summary;
};

static bool is_sent(struct list texts, int64_t id)
{
	int64_t number;

	for (EACH(const char *const, text, texts))
		if (text_number(*text, &number) && number == id)
			return true;
	return false;
}

static struct fail *open_department(struct request *q, struct merging *it, bool is_close)
{
	TRY(department_home(q, &it->home));
	TRY(db_one(q->db, &SQL_department_find, &it->department, ARGS(V(q->id), V(it->home.organization_id))));
	it->is_close = is_close;
	return NULL;
}

/* Those that end, in the order of the tree; what is unknown is a mistake. */
static void find_ending(struct request *q, struct merging *it, const struct merge_form *form)
{
	const char **ending = arena_many(q->arena, const char *, it->there.count + 1);
	struct text names = {.arena = q->arena};
	size_t count = 0, known = 0;

	text_say(&names, "");
	for (EACH(const struct department_line, line, it->there)) {
		const bool is_with = is_sent(form->with, line->id);

		known += is_with;
		if (line->id != q->id && !is_with)
			continue;
		text_print(&names, "%s%s", names.length > 0 ? words_say(LANGUAGE_JA, SAY_department_and) : "",
		           line->title);
		if (line->id != form->into)
			ending[count++] = text_format(q->arena, "%" PRId64, line->id);
	}
	if (!department_among(&it->there, q->id))
		form_mistake(q, it->is_close ? "into" : "with", SAY_department_is_absent, it->department.title,
		             year_words(q->arena, q->language, form->year), NULL);
	if (known < form->with.count)
		form_mistake(q, "with", SAY_department_with_unknown, NULL);
	it->ending = (struct list){ending, count};
	it->names = names.bytes;
}

static struct fail *judge_into(struct request *q, struct merging *it, const struct merge_form *form)
{
	const struct department_line *into = department_among(&it->there, form->into);
	const char *input = it->is_close || form->with.count > 0 ? "into" : "with";
	struct department_done below = {0};

	if (form->into != 0 && !into)
		form_mistake(q, "into", SAY_department_into, NULL);
	else if (form->into == q->id && (it->is_close || form->with.count == 0))
		form_mistake(q, input, it->is_close ? SAY_department_into : SAY_department_with, NULL);
	else if (form->into == 0 && !it->is_close && form->with.count == 0)
		form_mistake(q, "with", SAY_department_with, NULL);
	if (!into || it->ending.count == 0)
		return NULL;
	TRY(db_one(q->db, &SQL_department_below, &below,
	           ARGS(V(form->into), V(db_array(q->arena, it->ending)), V(form->year))));
	if (below.yes)
		form_mistake(q, "into", SAY_department_into_below, NULL);
	return NULL;
}

/* Whoever has a role there would get the sheets of the others with it: nobody gives themselves that. */
static void judge_own(struct request *q, const struct merging *it, const struct merge_form *form)
{
	bool is_own = false;

	for (EACH(const struct department_person, person, it->people))
		is_own = is_own || (person->account_id == q->viewer.account_id && !person->is_left_out);
	for (EACH(const struct department_person, person, it->heads))
		is_own = is_own || person->account_id == q->viewer.account_id;
	if (is_own && (form->into != 0 || !it->is_close))
		form_mistake(q, it->is_close ? "into" : "with", SAY_department_own, NULL);
}

/* A department that is closed without a successor may leave nothing behind. */
static void judge_orphans(struct request *q, const struct merging *it, const struct merge_form *form)
{
	const struct department_effects *left = &it->effects;

	if (!it->is_close || form->into != 0)
		return;
	if (left->writing + left->reviewing + left->parts + left->waiting + left->measures + left->questions > 0)
		form_mistake(q, "into", SAY_department_orphans,
		             text_format(q->arena, "%" PRId64, left->writing + left->reviewing),
		             text_format(q->arena, "%" PRId64, left->parts),
		             text_format(q->arena, "%" PRId64, left->measures), NULL);
}

static struct fail *judge_new(struct request *q, struct merging *it, const struct merge_form *form)
{
	struct list then;

	if (it->is_close || form->into != 0)
		return NULL;
	TRY(department_judge_name(q, &it->home, "code", form->code, "title", form->title, form->year, it->ending));
	TRY(department_choices(q, &it->home, form->year, 0, &then));
	if (form->parent != 0 && (!department_among(&then, form->parent) || is_sent(it->ending, form->parent)))
		form_mistake(q, "parent", SAY_department_parent, NULL);
	return NULL;
}

static void sum_up(struct request *q, struct merging *it, const struct merge_form *form)
{
	const struct department_line *into = department_among(&it->there, form->into);

	it->successor = into ? into->title : it->is_close ? NULL : form->title;
	it->summary = it->is_close && !it->successor
	                      ? WORDS(q->arena, LANGUAGE_JA, SAY_department_close_summary, it->names)
	              : it->is_close
	                      ? WORDS(q->arena, LANGUAGE_JA, SAY_department_hand_over_summary, it->names, it->successor)
	                      : WORDS(q->arena, LANGUAGE_JA, SAY_department_merge_summary, it->names, it->successor);
}

static struct fail *read_and_judge(struct request *q, struct merging *it, const struct merge_form *form)
{
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	TRY(department_choices(q, &it->home, form->year > 0 ? form->year - 1 : it->home.year, 0, &it->there));
	find_ending(q, it, form);
	struct list all = it->ending;

	if (form->into != 0) {
		const char **more = arena_many(q->arena, const char *, all.count + 1);

		for (size_t i = 0; i < all.count; i++)
			more[i] = *LIST_AT(const char *, all, i);
		more[all.count] = text_format(q->arena, "%" PRId64, form->into);
		all = (struct list){more, all.count + 1};
	}
	db_later_one(q->db, &SQL_department_effects, &it->effects, ARGS(V(db_array(q->arena, it->ending))));
	db_later_many(q->db, &SQL_department_people, &it->people,
	              ARGS(V(db_array(q->arena, it->ending)), V(PEOPLE_SHOWN)));
	db_later_many(q->db, &SQL_department_people, &it->heads,
	              ARGS(V(db_array(q->arena, department_numbers(q->arena, 1, &form->into))), V(PEOPLE_SHOWN)));
	TRY(db_collect(q->db));
	department_judge_year(q, &it->home, form->year);
	TRY(judge_into(q, it, form));
	TRY(department_judge_free(q, it->is_close ? "into" : "with", all, form->year));
	judge_orphans(q, it, form);
	TRY(judge_new(q, it, form));
	for (EACH(struct department_person, person, it->people))
		person->is_left_out = is_sent(form->leave, person->id);
	judge_own(q, it, form);
	sum_up(q, it, form);
	return NULL;
}

/* ---- the page ---- */

static const char *typed_or(const struct request *q, const char *name, const char *otherwise)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text : otherwise;
}

static bool has_many_heads(const struct merging *it)
{
	int64_t first = 0;

	for (size_t round = 0; round < 2; round++)
		for (EACH(const struct department_person, person, round ? it->heads : it->people)) {
			if (person->role != ROLE_HEAD || person->is_left_out)
				continue;
			if (first && first != person->account_id)
				return true;
			first = person->account_id;
		}
	return false;
}

static void note_mistakes(struct request *q, struct department_merge_page *page)
{
	page->with_mistake = form_mistake_of(q, "with");
	page->into_mistake = form_mistake_of(q, "into");
	page->code_mistake = form_mistake_of(q, "code");
	page->title_mistake = form_mistake_of(q, "title");
	page->parent_mistake = form_mistake_of(q, "parent");
	page->year_mistake = form_mistake_of(q, "year");
	page->leave_mistake = form_mistake_of(q, "leave");
	page->password_mistake = form_mistake_of(q, "password");
}

/* Other departments, with what was chosen among them. */
static struct list others_of(struct request *q, struct list lines)
{
	struct department_line *others = arena_many(q->arena, struct department_line, lines.count + 1);
	int64_t number;
	size_t count = 0;

	for (EACH(const struct department_line, line, lines)) {
		if (line->id == q->id)
			continue;
		others[count] = *line;
		others[count].is_chosen = false;
		for (EACH(const struct typed, typed, q->typed))
			if (q->again && text_same(typed->name, "with") && text_number(typed->value, &number) &&
			    number == line->id)
				others[count].is_chosen = true;
		count++;
	}
	return (struct list){others, count};
}

static struct fail *page_of(struct request *q, struct merging *it, struct department_merge_page **out_page)
{
	struct department_merge_page *page = arena_new(q->arena, struct department_merge_page);
	int64_t into = 0, parent = it->department.parent_id;

	page->home = it->home;
	page->department = it->department;
	page->is_close = it->is_close;
	if (!text_number(typed_or(q, "into", "0"), &into))
		into = 0;
	if (q->again && !text_number(typed_or(q, "parent", "0"), &parent))
		parent = 0;
	TRY(department_choices(q, &it->home, it->home.year, into, &page->intos));
	TRY(department_choices(q, &it->home, it->home.year + 1, parent, &page->parents));
	page->others = others_of(q, page->intos);
	page->years = department_years(q, &it->home, false);
	page->code = typed_or(q, "code", "");
	page->title = typed_or(q, "title", "");
	page->people = it->people;
	page->effects = it->effects;
	page->summary = it->summary;
	page->has_many_heads = has_many_heads(it);
	note_mistakes(q, page);
	*out_page = page;
	return NULL;
}

static struct fail *show(struct request *q, bool is_close)
{
	struct merging it = {0};
	struct department_merge_page *page;

	TRY(open_department(q, &it, is_close));
	TRY(page_of(q, &it, &page));
	return answer_page(q, &PAGE_department_merge, page);
}

struct fail *department_merge_page(struct request *q)
{
	return show(q, false);
}

struct fail *department_close_page(struct request *q)
{
	return show(q, true);
}

static struct fail *answer(struct request *q, struct merging *it, const struct merge_form *form, bool is_checked)
{
	struct department_merge_page *page;

	q->again = true;
	TRY(page_of(q, it, &page));
	page->is_checked = is_checked;
	page->year = form->year;
	page->is_at_once = form->year <= it->home.year;
	return answer_page_with(q, is_checked ? 200 : 422, &PAGE_department_merge, page);
}

/* ---- the deed ---- */

static struct fail *successor_of(struct request *q, const struct merging *it, const struct merge_form *form,
                                 struct department_plan *plan, int64_t *out_to)
{
	struct department_key made;

	*out_to = form->into;
	if (it->is_close || form->into != 0)
		return NULL;
	TRY(db_one(q->db, &SQL_department_add, &made,
	           ARGS(V(it->home.organization_id), V(form->code), V(form->title), V(form->parent), V(form->year))));
	*out_to = made.id;
	plan->founded = department_numbers(q->arena, 1, &made.id);
	return NULL;
}

static struct fail *end_them(struct request *q, const struct merging *it, int64_t change, int64_t year, int64_t to)
{
	struct department_count ended;
	int64_t from;

	for (EACH(const char *const, number, it->ending)) {
		if (!text_number(*number, &from))
			continue;
		if (to)
			TRY(db_change(q->db, &SQL_department_succeed, NULL, ARGS(V(change), V(from), V(to), V(true))));
		TRY(db_one(q->db, &SQL_department_end, &ended, ARGS(V(from), V(year), V(to))));
	}
	return NULL;
}

static struct fail *enter(struct request *q, const struct merging *it, const struct merge_form *form)
{
	struct department_plan plan = {
		.kind = it->is_close ? DEPARTMENT_CLOSE : DEPARTMENT_MERGE,
		.organization_id = it->home.organization_id,
		.year = form->year,
		.ending = it->ending,
		.summary = it->summary,
	};
	const char **touched = arena_many(q->arena, const char *, it->ending.count + 1);
	int64_t to, change;

	TRY(successor_of(q, it, form, &plan, &to));
	for (size_t i = 0; i < it->ending.count; i++)
		touched[i] = *LIST_AT(const char *, it->ending, i);
	touched[it->ending.count] = text_format(q->arena, "%" PRId64, to);
	plan.touched = (struct list){touched, it->ending.count + (to ? 1 : 0)};
	TRY(department_begin(q, &plan, &change));
	TRY(end_them(q, it, change, form->year, to));
	for (EACH(const struct department_person, person, it->people))
		if (person->is_left_out)
			TRY(db_change(q->db, &SQL_department_post, NULL, ARGS(V(change), V(person->id), V(0))));
	return department_end(q, change);
}

static struct fail *act(struct request *q, bool is_close)
{
	const struct merge_form *form = form_read(q);
	struct merging it = {0};
	bool fits;

	TRY(open_department(q, &it, is_close));
	TRY(department_lock(q, form->version, &it.home));
	TRY(read_and_judge(q, &it, form));
	if (q->mistakes.count > 0)
		return form_again(q);
	if (form->act == DEPARTMENT_ACT_CHECK)
		return answer(q, &it, form, true);
	TRY(department_confirm(q, form->password, &fits));
	return fits ? enter(q, &it, form) : answer(q, &it, form, false);
}

struct fail *department_merge(struct request *q)
{
	return act(q, false);
}

struct fail *department_close(struct request *q)
{
	return act(q, true);
}
