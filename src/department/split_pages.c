/* split_pages.c: a department is split: two new ones, or one new one beside itself; each measure and each role is given to one. */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "department/department.h"
#include "department/department_pages.h"
#include "pages_department.h"
#include "sql_department.h"
#include "web/answer.h"

#define PEOPLE_SHOWN 500
#define CHOICE_CHARS 20

/* Where something may go: the department itself, or one of the new ones. The codes are what the choices send. */
enum target { TARGET_SELF, TARGET_FIRST, TARGET_SECOND, TARGET_NOBODY, TARGETS };
static const char *const target_codes[] = {
	[TARGET_SELF] = "self", [TARGET_FIRST] = "first", [TARGET_SECOND] = "second", [TARGET_NOBODY] = "nobody"};

struct split_form {
	enum department_act act;
	int64_t version;
	bool stays;
	const char *code1;
	const char *title1;
	const char *code2;
	const char *title2;
	const char *main; /* who gets what is not named: earlier sheets, whoever comes until then */
	int64_t year;
	struct list measures; /* struct typed: measure-12 → first */
	struct list posts;    /* struct typed: post-7 → second */
	const char *password;
};
static const struct input split_inputs[] = {
	{"act",      INPUT_BUTTON,  offsetof(struct split_form, act),      0,                      false, SAY_NOTHING,         &department_act_names},
	{"version",  INPUT_VERSION, offsetof(struct split_form, version),  0,                      true,  SAY_form_version,    NULL                 },
	{"stays",    INPUT_YES,     offsetof(struct split_form, stays),    0,                      false, SAY_NOTHING,         NULL                 },
	{"code1",    INPUT_LINE,    offsetof(struct split_form, code1),    DEPARTMENT_CODE_CHARS,  false, SAY_NOTHING,         NULL                 },
	{"title1",   INPUT_LINE,    offsetof(struct split_form, title1),   DEPARTMENT_TITLE_CHARS, false, SAY_NOTHING,         NULL                 },
	{"code2",    INPUT_LINE,    offsetof(struct split_form, code2),    DEPARTMENT_CODE_CHARS,  false, SAY_NOTHING,         NULL                 },
	{"title2",   INPUT_LINE,    offsetof(struct split_form, title2),   DEPARTMENT_TITLE_CHARS, false, SAY_NOTHING,         NULL                 },
	{"main",     INPUT_LINE,    offsetof(struct split_form, main),     CHOICE_CHARS,           false, SAY_NOTHING,         NULL                 },
	{"year",     INPUT_NUMBER,  offsetof(struct split_form, year),     9998,                   true,  SAY_department_year, NULL                 },
	{"measure-", INPUT_OPEN,    offsetof(struct split_form, measures), CHOICE_CHARS,           false, SAY_NOTHING,         NULL                 },
	{"post-",    INPUT_OPEN,    offsetof(struct split_form, posts),    CHOICE_CHARS,           false, SAY_NOTHING,         NULL                 },
	{"password", INPUT_SECRET,  offsetof(struct split_form, password), 200,                    false, SAY_NOTHING,         NULL                 },
};
const struct form department_split_form = FORM(struct split_form, split_inputs);

/* A measure of the department, and where it is to go. */
struct department_measure {
	int64_t id;
	const char *plan_title;
	const char *item_number;
	const char *item_title;
	bool is_lead;
	int64_t open_sheets;
	bool is_self;
	bool is_first;
	bool is_second;
};
static const struct field department_measure_fields[] = {
	FIELD(struct department_measure, id),          FIELD(struct department_measure, plan_title),
	FIELD(struct department_measure, item_number), FIELD(struct department_measure, item_title),
	FIELD(struct department_measure, is_lead),     FIELD(struct department_measure, open_sheets),
	FIELD(struct department_measure, is_self),     FIELD(struct department_measure, is_first),
	FIELD(struct department_measure, is_second),
};
extern const struct shape department_measure_shape;
const struct shape department_measure_shape = SHAPE(struct department_measure, department_measure_fields);

struct split_post {
	struct department_person person;
	bool is_self;
	bool is_first;
	bool is_second;
	bool is_nobody;
};
static const struct field split_post_fields[] = {
	FIELD_PART(struct split_post, person, department_person_shape),
	FIELD(struct split_post, is_self),
	FIELD(struct split_post, is_first),
	FIELD(struct split_post, is_second),
	FIELD(struct split_post, is_nobody),
};
static const struct shape split_post_shape = SHAPE(struct split_post, split_post_fields);

struct department_split_page {
	struct department_home home;
	struct department department;
	bool stays;
	const char *code1;
	const char *title1;
	const char *code2;
	const char *title2;
	bool is_main_self;
	bool is_main_first;
	bool is_main_second;
	struct list years;    /* struct department_year */
	struct list measures; /* struct department_measure */
	struct list posts;    /* struct split_post */
	struct department_effects effects;
	bool is_checked;
	int64_t year;
	bool is_at_once;
	const char *summary;
	const char *code1_mistake;
	const char *title1_mistake;
	const char *code2_mistake;
	const char *title2_mistake;
	const char *main_mistake;
	const char *measures_mistake;
	const char *posts_mistake;
	const char *year_mistake;
	const char *password_mistake;
};
extern const struct shape department_home_shape;
static const struct field department_split_page_fields[] = {
	FIELD_PART(struct department_split_page, home, department_home_shape),
	FIELD_PART(struct department_split_page, department, department_shape),
	FIELD(struct department_split_page, stays),
	FIELD(struct department_split_page, code1),
	FIELD(struct department_split_page, title1),
	FIELD(struct department_split_page, code2),
	FIELD(struct department_split_page, title2),
	FIELD(struct department_split_page, is_main_self),
	FIELD(struct department_split_page, is_main_first),
	FIELD(struct department_split_page, is_main_second),
	FIELD_LIST(struct department_split_page, years, department_year_shape),
	FIELD_LIST(struct department_split_page, measures, department_measure_shape),
	FIELD_LIST(struct department_split_page, posts, split_post_shape),
	FIELD_PART(struct department_split_page, effects, department_effects_shape),
	FIELD(struct department_split_page, is_checked),
	FIELD(struct department_split_page, year),
	FIELD(struct department_split_page, is_at_once),
	FIELD(struct department_split_page, summary),
	FIELD(struct department_split_page, code1_mistake),
	FIELD(struct department_split_page, title1_mistake),
	FIELD(struct department_split_page, code2_mistake),
	FIELD(struct department_split_page, title2_mistake),
	FIELD(struct department_split_page, main_mistake),
	FIELD(struct department_split_page, measures_mistake),
	FIELD(struct department_split_page, posts_mistake),
	FIELD(struct department_split_page, year_mistake),
	FIELD(struct department_split_page, password_mistake),
};
extern const struct shape department_split_page_shape;
const struct shape department_split_page_shape = SHAPE(struct department_split_page, department_split_page_fields);

struct splitting {
	struct department_home home;
	struct department department;
	struct list own;      /* const char *: its number alone */
	struct list measures; /* struct department_measure */
	struct list people;   /* struct department_person */
	struct department_effects effects;
	const char *summary;
};

/* ---- what was chosen ---- */

static enum target target_of(const char *code)
{
	for (int i = 0; i < TARGETS; i++)
		if (text_same(target_codes[i], code))
			return (enum target)i;
	return TARGETS;
}

static const char *chosen(struct request *q, const char *name)
{
	for (EACH(const struct typed, typed, q->typed))
		if (text_same(typed->name, name))
			return typed->value;
	return NULL;
}

static enum target chosen_for(struct request *q, const char *what, int64_t id)
{
	return target_of(chosen(q, text_format(q->arena, "%s%" PRId64, what, id)));
}

/* May something go there, as the form says which departments there will be? */
static bool is_there(const struct split_form *form, enum target target)
{
	return target == TARGET_SELF     ? form->stays
	       : target == TARGET_FIRST  ? true
	       : target == TARGET_SECOND ? !text_empty(form->title2)
	                                 : false;
}

static void judge_choices(struct request *q, const struct splitting *it, const struct split_form *form)
{
	int64_t homeless = 0, astray = 0;

	for (EACH(const struct department_measure, measure, it->measures))
		homeless += !is_there(form, chosen_for(q, "measure-", measure->id));
	for (EACH(const struct department_person, person, it->people)) {
		const enum target target = chosen_for(q, "post-", person->id);

		astray += target != TARGET_NOBODY && !is_there(form, target);
	}
	if (homeless > 0)
		form_mistake(q, "measures", SAY_department_homeless, text_format(q->arena, "%" PRId64, homeless), NULL);
	if (astray > 0)
		form_mistake(q, "posts", SAY_department_astray, text_format(q->arena, "%" PRId64, astray), NULL);
	if (!is_there(form, target_of(form->main)))
		form_mistake(q, "main", SAY_department_main, NULL);
}

static struct fail *judge(struct request *q, struct splitting *it, const struct split_form *form)
{
	/* one that ends may give its name on */
	const struct list but = form->stays ? (struct list){0} : it->own;

	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	department_judge_year(q, &it->home, form->year);
	TRY(department_judge_free(q, "title1", it->own, form->year));
	TRY(department_judge_name(q, &it->home, "code1", form->code1, "title1", form->title1, form->year, but));
	if (!form->stays || !text_empty(form->title2) || !text_empty(form->code2)) {
		TRY(department_judge_name(q, &it->home, "code2", form->code2, "title2", form->title2, form->year, but));
		if (text_same(form->code1, form->code2) && !text_empty(form->code2))
			form_mistake(q, "code2", SAY_department_code_taken, NULL);
		if (text_same(form->title1, form->title2) && !text_empty(form->title2))
			form_mistake(q, "title2", SAY_department_title_taken, NULL);
	}
	judge_choices(q, it, form);
	return NULL;
}

static struct fail *open_split(struct request *q, struct splitting *it)
{
	TRY(department_home(q, &it->home));
	TRY(db_one(q->db, &SQL_department_find, &it->department, ARGS(V(q->id), V(it->home.organization_id))));
	it->own = department_numbers(q->arena, 1, &q->id);
	const char *own = db_array(q->arena, it->own);

	db_later_many(q->db, &SQL_department_measures, &it->measures, ARGS(V(own)));
	db_later_many(q->db, &SQL_department_people, &it->people, ARGS(V(own), V(PEOPLE_SHOWN)));
	db_later_one(q->db, &SQL_department_effects, &it->effects, ARGS(V(own)));
	return db_collect(q->db);
}

/* ---- the page ---- */

static void mark_choices(struct request *q, struct splitting *it, struct department_split_page *page)
{
	struct split_post *posts = arena_many(q->arena, struct split_post, it->people.count + 1);
	size_t count = 0;

	for (EACH(struct department_measure, measure, it->measures)) {
		const enum target target = q->again ? chosen_for(q, "measure-", measure->id) : TARGETS;

		measure->is_self = target == TARGET_SELF;
		measure->is_first = target == TARGET_FIRST;
		measure->is_second = target == TARGET_SECOND;
	}
	for (EACH(const struct department_person, person, it->people)) {
		const enum target target = q->again ? chosen_for(q, "post-", person->id) : TARGETS;

		posts[count++] = (struct split_post){
			.person = *person,
			.is_self = target == TARGET_SELF,
			.is_first = target == TARGET_FIRST,
			.is_second = target == TARGET_SECOND,
			.is_nobody = target == TARGET_NOBODY,
		};
	}
	page->measures = it->measures;
	page->posts = (struct list){posts, count};
}

static const char *typed(struct request *q, const char *name)
{
	const char *text = q->again ? chosen(q, name) : NULL;

	return text ? text : "";
}

static struct department_split_page *page_of(struct request *q, struct splitting *it)
{
	struct department_split_page *page = arena_new(q->arena, struct department_split_page);
	const enum target main = target_of(typed(q, "main"));

	page->home = it->home;
	page->department = it->department;
	page->stays = !text_empty(typed(q, "stays"));
	page->code1 = typed(q, "code1");
	page->title1 = typed(q, "title1");
	page->code2 = typed(q, "code2");
	page->title2 = typed(q, "title2");
	page->is_main_self = main == TARGET_SELF;
	page->is_main_first = main == TARGET_FIRST;
	page->is_main_second = main == TARGET_SECOND;
	page->years = department_years(q, &it->home, false);
	page->effects = it->effects;
	page->summary = it->summary;
	mark_choices(q, it, page);
	page->code1_mistake = form_mistake_of(q, "code1");
	page->title1_mistake = form_mistake_of(q, "title1");
	page->code2_mistake = form_mistake_of(q, "code2");
	page->title2_mistake = form_mistake_of(q, "title2");
	page->main_mistake = form_mistake_of(q, "main");
	page->measures_mistake = form_mistake_of(q, "measures");
	page->posts_mistake = form_mistake_of(q, "posts");
	page->year_mistake = form_mistake_of(q, "year");
	page->password_mistake = form_mistake_of(q, "password");
	return page;
}

struct fail *department_split_page(struct request *q)
{
	struct splitting it = {0};

	TRY(open_split(q, &it));
	return answer_page(q, &PAGE_department_split, page_of(q, &it));
}

static struct fail *answer(struct request *q, struct splitting *it, const struct split_form *form, bool is_checked)
{
	q->again = true;
	struct department_split_page *page = page_of(q, it);

	page->is_checked = is_checked;
	page->year = form->year;
	page->is_at_once = form->year <= it->home.year;
	return answer_page_with(q, is_checked ? 200 : 422, &PAGE_department_split, page);
}

/* ---- the deed ---- */

static struct fail *found(struct request *q, const struct splitting *it, const char *code, const char *title,
                          int64_t year, int64_t *out_id)
{
	struct department_key made;

	TRY(db_one(q->db, &SQL_department_add, &made,
	           ARGS(V(it->home.organization_id), V(code), V(title), V(it->department.parent_id), V(year))));
	*out_id = made.id;
	return NULL;
}

static struct fail *hand_out(struct request *q, const struct splitting *it, const struct split_form *form,
                             int64_t change, const int64_t *to)
{
	const enum target main = target_of(form->main);
	struct department_count ended;

	for (int i = TARGET_SELF; i <= TARGET_SECOND; i++)
		if (to[i])
			TRY(db_change(q->db, &SQL_department_succeed, NULL,
			              ARGS(V(change), V(q->id), V(to[i]), V(i == (int)main))));
	for (EACH(const struct department_measure, measure, it->measures))
		TRY(db_change(q->db, &SQL_department_allot, NULL,
		              ARGS(V(change), V(measure->id), V(to[chosen_for(q, "measure-", measure->id)]))));
	for (EACH(const struct department_person, person, it->people))
		TRY(db_change(q->db, &SQL_department_post, NULL,
		              ARGS(V(change), V(person->id), V(to[chosen_for(q, "post-", person->id)]))));
	if (!form->stays)
		TRY(db_one(q->db, &SQL_department_end, &ended, ARGS(V(q->id), V(form->year), V(to[main]))));
	return NULL;
}

static struct fail *enter(struct request *q, const struct splitting *it, const struct split_form *form)
{
	int64_t to[TARGETS] = {0}, change, touched[] = {q->id, 0, 0};
	size_t count = 2;

	TRY(found(q, it, form->code1, form->title1, form->year, &to[TARGET_FIRST]));
	touched[1] = to[TARGET_FIRST];
	if (!text_empty(form->title2)) {
		TRY(found(q, it, form->code2, form->title2, form->year, &to[TARGET_SECOND]));
		touched[count++] = to[TARGET_SECOND];
	}
	if (form->stays)
		to[TARGET_SELF] = q->id;
	const struct department_plan plan = {
		.kind = DEPARTMENT_SPLIT,
		.organization_id = it->home.organization_id,
		.year = form->year,
		.touched = department_numbers(q->arena, count, touched),
		.ending = form->stays ? (struct list){0} : it->own,
		.founded = department_numbers(q->arena, count - 1, touched + 1),
		.summary = it->summary,
	};
	TRY(department_begin(q, &plan, &change));
	TRY(hand_out(q, it, form, change, to));
	return department_end(q, change);
}

static const char *summary_of(struct request *q, const struct splitting *it, const struct split_form *form)
{
	const char *and = words_say(LANGUAGE_JA, SAY_department_and);
	const char *parts = form->title1;

	if (!text_empty(form->title2))
		parts = text_join(q->arena, parts, and, form->title2);
	if (form->stays)
		parts = text_join(q->arena, it->department.title, and, parts);
	return WORDS(q->arena, LANGUAGE_JA, SAY_department_split_summary, it->department.title, parts);
}

struct fail *department_split(struct request *q)
{
	const struct split_form *form = form_read(q);
	struct splitting it = {0};
	bool fits;

	TRY(open_split(q, &it));
	TRY(department_lock(q, form->version, &it.home));
	it.summary = summary_of(q, &it, form);
	TRY(judge(q, &it, form));
	if (q->mistakes.count > 0)
		return form_again(q);
	if (form->act == DEPARTMENT_ACT_CHECK)
		return answer(q, &it, form, true);
	TRY(department_confirm(q, form->password, &fits));
	return fits ? enter(q, &it, form) : answer(q, &it, form, false);
}
