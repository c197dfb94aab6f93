/* department_pages.c: the tree of a year's departments, and what there is to know about one of them. */
#include "department/department_pages.h"

#include <stddef.h>

#include "department/department.h"
#include "pages_department.h"
#include "sql_department.h"
#include "web/answer.h"

#define CHANGES_SHOWN 50
#define PEOPLE_SHOWN 200
#define ROUNDS_SHOWN 100
#define YEAR_MOST 9998

/* ---- the tree ---- */

/* GET: of which fiscal year; 0: this one. */
struct tree_form {
	int64_t year;
};
static const struct input tree_inputs[] = {
	{"year", INPUT_NUMBER, offsetof(struct tree_form, year), YEAR_MOST, false, SAY_NOTHING, NULL},
};
const struct form department_tree_form = FORM(struct tree_form, tree_inputs);

struct department_tree_page {
	struct department_home home;
	int64_t year;
	int64_t year_before;
	int64_t year_after;
	bool is_this_year;
	bool may_change;
	bool has_due; /* a change whose day has come has not taken effect */
	int64_t count;
	struct list lines;   /* struct department_line */
	struct list changes; /* struct department_change */
};
extern const struct shape department_home_shape;
static const struct field department_tree_page_fields[] = {
	FIELD_PART(struct department_tree_page, home, department_home_shape),
	FIELD(struct department_tree_page, year),
	FIELD(struct department_tree_page, year_before),
	FIELD(struct department_tree_page, year_after),
	FIELD(struct department_tree_page, is_this_year),
	FIELD(struct department_tree_page, may_change),
	FIELD(struct department_tree_page, has_due),
	FIELD(struct department_tree_page, count),
	FIELD_LIST(struct department_tree_page, lines, department_line_shape),
	FIELD_LIST(struct department_tree_page, changes, department_change_shape),
};
extern const struct shape department_tree_page_shape;
const struct shape department_tree_page_shape = SHAPE(struct department_tree_page, department_tree_page_fields);

struct fail *department_tree(struct request *q)
{
	const struct tree_form *form = form_read(q);
	struct department_tree_page *page = arena_new(q->arena, struct department_tree_page);

	TRY(department_home(q, &page->home));
	page->year = form->year ? form->year : page->home.year;
	page->year_before = page->year > 1 ? page->year - 1 : 1;
	page->year_after = page->year + 1;
	page->is_this_year = page->year == page->home.year;
	page->may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR);
	db_later_many(q->db, &SQL_department_tree, &page->lines, ARGS(V(page->home.organization_id), V(page->year)));
	db_later_many(q->db, &SQL_department_changes, &page->changes,
	              ARGS(V(page->home.organization_id), V(0), V(CHANGES_SHOWN)));
	TRY(db_collect(q->db));
	department_indent(q->arena, &page->lines);
	page->count = (int64_t)page->lines.count;
	for (EACH(const struct department_change, change, page->changes))
		page->has_due |= change->is_due;
	return answer_page(q, &PAGE_department_tree, page);
}

/* ---- one department ---- */

struct department_called {
	int64_t first_year;
	int64_t last_year;
	const char *title;
	const char *parent;
	bool is_open;     /* from the beginning of what is known */
	bool is_for_good; /* until further notice */
};
static const struct field department_called_fields[] = {
	FIELD(struct department_called, first_year), FIELD(struct department_called, last_year),
	FIELD(struct department_called, title),      FIELD(struct department_called, parent),
	FIELD(struct department_called, is_open),    FIELD(struct department_called, is_for_good),
};
extern const struct shape department_called_shape;
const struct shape department_called_shape = SHAPE(struct department_called, department_called_fields);

struct department_kin {
	int64_t id;
	const char *title;
	int64_t year;
	bool is_before;
	bool is_planned;
};
static const struct field department_kin_fields[] = {
	FIELD(struct department_kin, id),         FIELD(struct department_kin, title),
	FIELD(struct department_kin, year),       FIELD(struct department_kin, is_before),
	FIELD(struct department_kin, is_planned),
};
extern const struct shape department_kin_shape;
const struct shape department_kin_shape = SHAPE(struct department_kin, department_kin_fields);

struct department_round {
	int64_t id;
	const char *title;
	int64_t fiscal_year;
	const char *plan_title;
	int64_t sheets;
	int64_t settled;
	const char *named;
	int64_t department_id; /* for the link */
};
static const struct field department_round_fields[] = {
	FIELD(struct department_round, id),          FIELD(struct department_round, title),
	FIELD(struct department_round, fiscal_year), FIELD(struct department_round, plan_title),
	FIELD(struct department_round, sheets),      FIELD(struct department_round, settled),
	FIELD(struct department_round, named),       FIELD(struct department_round, department_id),
};
extern const struct shape department_round_shape;
const struct shape department_round_shape = SHAPE(struct department_round, department_round_fields);

struct department_page {
	struct department department;
	bool may_change;
	bool may_end;        /* exists, and nothing is planned yet */
	struct list names;   /* struct department_called */
	struct list kin;     /* struct department_kin */
	struct list people;  /* struct department_person */
	struct list rounds;  /* struct department_round */
	struct list changes; /* struct department_change */
};
static const struct field department_page_fields[] = {
	FIELD_PART(struct department_page, department, department_shape),
	FIELD(struct department_page, may_change),
	FIELD(struct department_page, may_end),
	FIELD_LIST(struct department_page, names, department_called_shape),
	FIELD_LIST(struct department_page, kin, department_kin_shape),
	FIELD_LIST(struct department_page, people, department_person_shape),
	FIELD_LIST(struct department_page, rounds, department_round_shape),
	FIELD_LIST(struct department_page, changes, department_change_shape),
};
extern const struct shape department_page_shape;
const struct shape department_page_shape = SHAPE(struct department_page, department_page_fields);

static void read_later(struct request *q, const struct department_home *home, struct department_page *page)
{
	const int64_t id = page->department.id;
	const char *only = db_array(q->arena, department_numbers(q->arena, 1, &id));

	db_later_many(q->db, &SQL_department_names, &page->names, ARGS(V(id)));
	db_later_many(q->db, &SQL_department_kin, &page->kin, ARGS(V(id)));
	db_later_many(q->db, &SQL_department_people, &page->people, ARGS(V(only), V(PEOPLE_SHOWN)));
	db_later_many(q->db, &SQL_department_rounds, &page->rounds, ARGS(V(id), V(ROUNDS_SHOWN)));
	db_later_many(q->db, &SQL_department_changes, &page->changes,
	              ARGS(V(home->organization_id), V(id), V(CHANGES_SHOWN)));
}

struct fail *department_show(struct request *q)
{
	struct department_page *page = arena_new(q->arena, struct department_page);
	struct department_home home;
	bool is_planned = false;

	TRY(department_home(q, &home));
	TRY(db_one(q->db, &SQL_department_find, &page->department, ARGS(V(q->id), V(home.organization_id))));
	read_later(q, &home, page);
	TRY(db_collect(q->db));
	for (EACH(struct department_called, called, page->names)) {
		called->is_open = called->first_year == 0;
		called->is_for_good = called->last_year > YEAR_MOST;
	}
	for (EACH(struct department_round, round, page->rounds))
		round->department_id = q->id;
	for (EACH(const struct department_change, change, page->changes))
		is_planned |= change->state == DEPARTMENT_PLANNED;
	page->may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR);
	page->may_end = page->may_change && !is_planned && !page->department.is_coming && !page->department.is_over &&
	                !page->department.is_ending;
	return answer_page(q, &PAGE_department_show, page);
}
