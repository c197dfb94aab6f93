/* change_pages.c: departments are founded and renamed; and what was planned, takes effect or is taken back, each on its page. */
#include <inttypes.h>
#include <stddef.h>

#include "department/department.h"
#include "department/department_pages.h"
#include "pages_department.h"
#include "sql_department.h"
#include "web/answer.h"

/* ---- found and rename: one form ---- */

struct edit_form {
	enum department_act act;
	int64_t version;
	const char *code; /* found: of the new one */
	const char *title;
	int64_t parent; /* 0: at the top */
	int64_t year;
	const char *password;
};
#define EDIT_INPUTS                                                                                                \
	{"act", INPUT_BUTTON, offsetof(struct edit_form, act), 0, false, SAY_NOTHING, &department_act_names},      \
		{"version", INPUT_VERSION, offsetof(struct edit_form, version), 0, true, SAY_form_version, NULL},  \
		{"title",     INPUT_LINE, offsetof(struct edit_form, title), DEPARTMENT_TITLE_CHARS, false,        \
	         SAY_NOTHING, NULL},                                                                               \
		{"parent", INPUT_NUMBER, offsetof(struct edit_form, parent), INT64_MAX, false, SAY_NOTHING, NULL}, \
		{"year", INPUT_NUMBER, offsetof(struct edit_form, year), 9998, true, SAY_department_year, NULL},   \
	{                                                                                                          \
		"password", INPUT_SECRET, offsetof(struct edit_form, password), 200, false, SAY_NOTHING, NULL      \
	}
static const struct input new_inputs[] = {
	EDIT_INPUTS,
	{"code", INPUT_LINE, offsetof(struct edit_form, code), DEPARTMENT_CODE_CHARS, false, SAY_NOTHING, NULL},
};
const struct form department_new_form = FORM(struct edit_form, new_inputs);
static const struct input rename_inputs[] = {EDIT_INPUTS};
const struct form department_rename_form = FORM(struct edit_form, rename_inputs);

struct department_edit_page {
	struct department_home home;
	struct department department; /* rename */
	bool is_new;
	const char *code;
	const char *title;
	struct list parents;      /* struct department_line */
	const char *parent_stray; /* what was sent and is none of the choices */
	struct list years;        /* struct department_year */
	bool is_checked;          /* in order, and nothing is entered yet */
	int64_t year;
	bool is_at_once;
	const char *code_mistake;
	const char *title_mistake;
	const char *parent_mistake;
	const char *year_mistake;
	const char *password_mistake;
};
extern const struct shape department_home_shape;
static const struct field department_edit_page_fields[] = {
	FIELD_PART(struct department_edit_page, home, department_home_shape),
	FIELD_PART(struct department_edit_page, department, department_shape),
	FIELD(struct department_edit_page, is_new),
	FIELD(struct department_edit_page, code),
	FIELD(struct department_edit_page, title),
	FIELD_LIST(struct department_edit_page, parents, department_line_shape),
	FIELD(struct department_edit_page, parent_stray),
	FIELD_LIST(struct department_edit_page, years, department_year_shape),
	FIELD(struct department_edit_page, is_checked),
	FIELD(struct department_edit_page, year),
	FIELD(struct department_edit_page, is_at_once),
	FIELD(struct department_edit_page, code_mistake),
	FIELD(struct department_edit_page, title_mistake),
	FIELD(struct department_edit_page, parent_mistake),
	FIELD(struct department_edit_page, year_mistake),
	FIELD(struct department_edit_page, password_mistake),
};
extern const struct shape department_edit_page_shape;
const struct shape department_edit_page_shape = SHAPE(struct department_edit_page, department_edit_page_fields);

static const char *typed_or(const struct request *q, const char *name, const char *otherwise)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text : otherwise;
}

/* q->id 0: a new one. */
static struct fail *edit_page(struct request *q, struct department_edit_page **out_page)
{
	struct department_edit_page *page = arena_new(q->arena, struct department_edit_page);
	const char *sent = typed_or(q, "parent", NULL);
	struct list before; /* the departments of last year: without any, the first ones are being founded */

	TRY(department_home(q, &page->home));
	page->is_new = q->id == 0;
	if (!page->is_new)
		TRY(db_one(q->db, &SQL_department_find, &page->department,
		           ARGS(V(q->id), V(page->home.organization_id))));
	int64_t parent = page->department.parent_id;

	if (sent && !text_number(sent, &parent))
		parent = -1;
	TRY(department_choices(q, &page->home, page->home.year + 1, parent, &page->parents));
	page->parent_stray = sent && parent != 0 && !department_among(&page->parents, parent) ? sent : NULL;
	TRY(department_choices(q, &page->home, page->home.year - 1, 0, &before));
	page->years = department_years(q, &page->home, page->is_new && before.count == 0);
	page->code = typed_or(q, "code", "");
	page->title = typed_or(q, "title", page->is_new ? "" : page->department.title);
	page->code_mistake = form_mistake_of(q, "code");
	page->title_mistake = form_mistake_of(q, "title");
	page->parent_mistake = form_mistake_of(q, "parent");
	page->year_mistake = form_mistake_of(q, "year");
	page->password_mistake = form_mistake_of(q, "password");
	*out_page = page;
	return NULL;
}

/* The page again: with mistakes (422), or checked (200). */
static struct fail *edit_answer(struct request *q, const struct edit_form *form, bool is_checked)
{
	struct department_edit_page *page;

	q->again = true;
	TRY(edit_page(q, &page));
	page->is_checked = is_checked;
	page->year = form->year;
	page->is_at_once = form->year <= page->home.year;
	return answer_page_with(q, is_checked ? 200 : 422, &PAGE_department_edit, page);
}

struct fail *department_new_page(struct request *q)
{
	struct department_edit_page *page;

	TRY(edit_page(q, &page));
	return answer_page(q, &PAGE_department_edit, page);
}

struct fail *department_rename_page(struct request *q)
{
	return department_new_page(q);
}

/* Where it is to hang: somewhere that exists then, and not under itself. */
static struct fail *judge_parent(struct request *q, const struct department_home *home, const struct edit_form *form)
{
	struct list there;
	struct department_done below = {0};

	if (form->parent == 0)
		return NULL;
	TRY(department_choices(q, home, form->year, 0, &there));
	if (!department_among(&there, form->parent)) {
		form_mistake(q, "parent", SAY_department_parent, NULL);
		return NULL;
	}
	TRY(db_one(
		q->db, &SQL_department_below, &below,
		ARGS(V(form->parent), V(db_array(q->arena, department_numbers(q->arena, 1, &q->id))), V(form->year))));
	if (below.yes)
		form_mistake(q, "parent", SAY_department_cycle, NULL);
	return NULL;
}

static struct fail *judge(struct request *q, const struct department_home *home, const struct edit_form *form)
{
	const struct list own = department_numbers(q->arena, q->id ? 1 : 0, &q->id);

	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	department_judge_year(q, home, form->year);
	TRY(department_judge_name(q, home, "code", q->id ? NULL : form->code, "title", form->title, form->year, own));
	if (q->id)
		TRY(department_judge_free(q, "title", own, form->year));
	return judge_parent(q, home, form);
}

static struct fail *found(struct request *q, const struct department_home *home, const struct edit_form *form)
{
	struct department_key made;
	int64_t change;

	TRY(db_one(q->db, &SQL_department_add, &made,
	           ARGS(V(home->organization_id), V(form->code), V(form->title), V(form->parent), V(form->year))));
	const struct list one = department_numbers(q->arena, 1, &made.id);
	const struct department_plan plan = {
		.kind = DEPARTMENT_FOUND,
		.organization_id = home->organization_id,
		.year = form->year,
		.touched = one,
		.founded = one,
		.summary = WORDS(q->arena, LANGUAGE_JA, SAY_department_found_summary, form->title),
	};
	TRY(department_begin(q, &plan, &change));
	return department_end(q, change);
}

static struct fail *rename_it(struct request *q, const struct department_home *home, const struct edit_form *form)
{
	struct department department;
	struct department_done done;
	int64_t change;

	TRY(db_one(q->db, &SQL_department_find, &department, ARGS(V(q->id), V(home->organization_id))));
	const struct department_plan plan = {
		.kind = DEPARTMENT_RENAME,
		.organization_id = home->organization_id,
		.year = form->year,
		.touched = department_numbers(q->arena, 1, &q->id),
		.summary = text_same(department.title, form->title)
	                           ? WORDS(q->arena, LANGUAGE_JA, SAY_department_place_summary, department.title)
	                           : WORDS(q->arena, LANGUAGE_JA, SAY_department_rename_summary, department.title,
	                                   form->title),
	};
	TRY(department_begin(q, &plan, &change));
	TRY(db_one(q->db, &SQL_department_call, &done, ARGS(V(q->id), V(form->year), V(form->title), V(form->parent))));
	return department_end(q, change);
}

struct fail *department_new(struct request *q)
{
	const struct edit_form *form = form_read(q);
	struct department_home home;
	bool fits;

	TRY(department_lock(q, form->version, &home));
	TRY(judge(q, &home, form));
	if (q->mistakes.count > 0)
		return form_again(q);
	if (form->act == DEPARTMENT_ACT_CHECK)
		return edit_answer(q, form, true);
	TRY(department_confirm(q, form->password, &fits));
	if (!fits)
		return edit_answer(q, form, false);
	return q->id ? rename_it(q, &home, form) : found(q, &home, form);
}

struct fail *department_rename(struct request *q)
{
	struct department_home home;
	struct department department;

	TRY(department_home(q, &home));
	TRY(db_one(q->db, &SQL_department_find, &department, ARGS(V(q->id), V(home.organization_id))));
	return department_new(q);
}

/* ---- one change ---- */

enum change_act { CHANGE_CHECK, CHANGE_EFFECT, CHANGE_UNDO, CHANGE_ACTS };
static const char *const change_act_codes[] = {
	[CHANGE_CHECK] = "check", [CHANGE_EFFECT] = "effect", [CHANGE_UNDO] = "undo"};
static const struct names change_act_names = {change_act_codes, NULL, CHANGE_ACTS};

struct change_form {
	enum change_act act;
	int64_t version;
	const char *password;
};
static const struct input change_inputs[] = {
	{"act",      INPUT_BUTTON,  offsetof(struct change_form, act),      0,   false, SAY_NOTHING,      &change_act_names},
	{"version",  INPUT_VERSION, offsetof(struct change_form, version),  0,   true,  SAY_form_version, NULL             },
	{"password", INPUT_SECRET,  offsetof(struct change_form, password), 200, false, SAY_NOTHING,      NULL             },
};
const struct form department_change_form = FORM(struct change_form, change_inputs);

struct department_move {
	const char *kind; /* department, measure, post */
	int64_t id;
	const char *subject;
	enum role role;     /* of a post */
	const char *target; /* NULL: it ends */
	bool is_department;
	bool is_measure;
	bool is_post;
};
static const struct field department_move_fields[] = {
	FIELD(struct department_move, kind),
	FIELD(struct department_move, id),
	FIELD(struct department_move, subject),
	FIELD(struct department_move, target),
	FIELD(struct department_move, is_department),
	FIELD(struct department_move, is_measure),
	FIELD_NAMED(struct department_move, role, role_names),
	FIELD(struct department_move, is_post),
};
extern const struct shape department_move_shape;
const struct shape department_move_shape = SHAPE(struct department_move, department_move_fields);

/* What keeps a change from being taken back: a later change, or somebody who is to serve in a department that it founds, or a
 * plan that names it. */
struct department_bound {
	const char *change;
	const char *person;
	const char *plan;
};
static const struct field department_bound_fields[] = {
	FIELD(struct department_bound, change),
	FIELD(struct department_bound, person),
	FIELD(struct department_bound, plan),
};
extern const struct shape department_bound_shape;
const struct shape department_bound_shape = SHAPE(struct department_bound, department_bound_fields);

struct department_change_view {
	struct department_home home;
	struct department_change change;
	struct list moves;  /* struct department_move */
	struct list bounds; /* struct department_bound */
	bool may_effect;
	bool may_undo;
	bool is_planned;
	bool is_checked;
	const char *password_mistake;
};
static const struct field department_change_view_fields[] = {
	FIELD_PART(struct department_change_view, home, department_home_shape),
	FIELD_PART(struct department_change_view, change, department_change_shape),
	FIELD_LIST(struct department_change_view, moves, department_move_shape),
	FIELD_LIST(struct department_change_view, bounds, department_bound_shape),
	FIELD(struct department_change_view, may_effect),
	FIELD(struct department_change_view, may_undo),
	FIELD(struct department_change_view, is_planned),
	FIELD(struct department_change_view, is_checked),
	FIELD(struct department_change_view, password_mistake),
};
extern const struct shape department_change_view_shape;
const struct shape department_change_view_shape = SHAPE(struct department_change_view, department_change_view_fields);

static struct fail *read_change(struct request *q, struct department_change_view **out_view)
{
	struct department_change_view *view = arena_new(q->arena, struct department_change_view);
	const bool may = viewer_has(&q->viewer, ROLE_ADMINISTRATOR);

	TRY(department_home(q, &view->home));
	TRY(db_one(q->db, &SQL_department_change, &view->change, ARGS(V(q->id), V(view->home.organization_id))));
	db_later_many(q->db, &SQL_department_moves, &view->moves, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_department_bound, &view->bounds, ARGS(V(q->id)));
	TRY(db_collect(q->db));
	for (EACH(struct department_move, move, view->moves)) {
		move->is_department = text_same(move->kind, "department");
		move->is_measure = text_same(move->kind, "measure");
		move->is_post = text_same(move->kind, "post");
	}
	view->is_planned = view->change.state == DEPARTMENT_PLANNED;
	view->may_effect = may && view->change.is_due;
	view->may_undo = may && view->is_planned && view->bounds.count == 0;
	view->password_mistake = form_mistake_of(q, "password");
	*out_view = view;
	return NULL;
}

struct fail *department_change_page(struct request *q)
{
	struct department_change_view *view;

	TRY(read_change(q, &view));
	return answer_page(q, &PAGE_department_change, view);
}

static struct fail *change_answer(struct request *q, int status)
{
	struct department_change_view *view;

	q->again = true;
	TRY(read_change(q, &view));
	view->is_checked = status == 200;
	return answer_page_with(q, status, &PAGE_department_change, view);
}

struct fail *department_change(struct request *q)
{
	const struct change_form *form = form_read(q);
	struct department_home home;
	struct department_change_view *view;
	struct department_done done;
	bool fits;

	TRY(department_lock(q, form->version, &home));
	TRY(read_change(q, &view));
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	if (form->act == CHANGE_CHECK)
		return change_answer(q, 200);
	if (form->act == CHANGE_EFFECT ? !view->may_effect : !view->may_undo)
		return FAIL(FAIL_CONFLICT, SAY_department_not_now);
	TRY(department_confirm(q, form->password, &fits));
	if (!fits)
		return change_answer(q, 422);
	if (form->act == CHANGE_EFFECT)
		return department_end(q, q->id);
	TRY(db_one(q->db, &SQL_department_undo, &done, ARGS(V(q->id), V(q->viewer.account_id), V(q->viewer.name))));
	return done.yes ? answer_redirect(q, "/departments/changes/%" PRId64, q->id)
	                : FAIL(FAIL_CONFLICT, SAY_department_not_now);
}
