/* role_pages.c: gives somebody a role and ends one, on the page of that person. Who may be given what says grant.c. */
#include <inttypes.h>
#include <stddef.h>

#include "account/account.h"
#include "account/check.h"
#include "account/person.h"
#include "assignment/grant.h"
#include "assignment/role_pages.h"
#include "pages_assignment.h"
#include "sql_account.h"
#include "sql_assignment.h"
#include "web/answer.h"

#define REASON_CHARS 1000

/* ---- giving ---- */

struct give_form {
	enum check_act act;
	const char *role;
	int64_t department;
	int64_t body;
	struct day from_on;
	struct day until_on;
	const char *reason;
	const char *password;
};
/* clang-format off */
static const struct input give_inputs[] = {
	{"act",        INPUT_BUTTON, offsetof(struct give_form, act),        0,            false, SAY_NOTHING,                  &check_act_names},
	{"role",       INPUT_LINE,   offsetof(struct give_form, role),       20,           true,  SAY_grant_choose_role,        NULL},
	{"department", INPUT_NUMBER, offsetof(struct give_form, department), INT64_MAX,    false, SAY_NOTHING,                  NULL},
	{"body",       INPUT_NUMBER, offsetof(struct give_form, body),       INT64_MAX,    false, SAY_NOTHING,                  NULL},
	{"from_on",    INPUT_DAY,    offsetof(struct give_form, from_on),    0,            true,  SAY_grant_give_from,          NULL},
	{"until_on",   INPUT_DAY,    offsetof(struct give_form, until_on),   0,            false, SAY_NOTHING,                  NULL},
	{"reason",     INPUT_TEXT,   offsetof(struct give_form, reason),     REASON_CHARS, false, SAY_NOTHING,                  NULL},
	{"password",   INPUT_SECRET, offsetof(struct give_form, password),   PASSWORD_MAX, false, SAY_NOTHING,                  NULL},
};
/* clang-format on */
const struct form role_give_form = FORM(struct give_form, give_inputs);

struct role_choice {
	enum role role;
	bool is_chosen;
};
static const struct field role_choice_fields[] = {
	FIELD_NAMED(struct role_choice, role, role_names),
	FIELD(struct role_choice, is_chosen),
};
extern const struct shape role_choice_shape;
const struct shape role_choice_shape = SHAPE(struct role_choice, role_choice_fields);

struct give_page {
	struct person person;
	bool is_checked;
	bool needs_second;       /* what was looked at waits for the second administrator */
	bool has_second;         /* somebody can be the second administrator */
	struct list roles;       /* struct role_choice */
	struct list departments; /* struct account_place */
	struct list bodies;      /* struct account_place */
	const char *role_stray;  /* what was sent and is none of the choices */
	const char *department_stray;
	const char *body_stray;
	const char *from_on;
	const char *until_on;
	const char *reason;
	const char *role_mistake;
	const char *department_mistake;
	const char *body_mistake;
	const char *from_on_mistake;
	const char *until_on_mistake;
	const char *reason_mistake;
	const char *password_mistake;
};
static const struct field give_page_fields[] = {
	FIELD_PART(struct give_page, person, person_shape),
	FIELD(struct give_page, is_checked),
	FIELD(struct give_page, needs_second),
	FIELD(struct give_page, has_second),
	FIELD_LIST(struct give_page, roles, role_choice_shape),
	FIELD_LIST(struct give_page, departments, account_place_shape),
	FIELD_LIST(struct give_page, bodies, account_place_shape),
	FIELD(struct give_page, role_stray),
	FIELD(struct give_page, department_stray),
	FIELD(struct give_page, body_stray),
	FIELD(struct give_page, from_on),
	FIELD(struct give_page, until_on),
	FIELD(struct give_page, reason),
	FIELD(struct give_page, role_mistake),
	FIELD(struct give_page, department_mistake),
	FIELD(struct give_page, body_mistake),
	FIELD(struct give_page, from_on_mistake),
	FIELD(struct give_page, until_on_mistake),
	FIELD(struct give_page, reason_mistake),
	FIELD(struct give_page, password_mistake),
};
extern const struct shape give_page_shape;
const struct shape give_page_shape = SHAPE(struct give_page, give_page_fields);

static const char *typed(const struct request *q, const char *name)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text : "";
}

/* Marks the choice that was typed; what is none of them is the stray. */
static const char *mark(struct request *q, struct list places, const char *name)
{
	const char *sent = typed(q, name);
	int64_t id = 0;

	if (text_empty(sent) || (text_number(text_fold(q->arena, sent), &id) && id == 0))
		return NULL;
	for (EACH(struct account_place, place, places))
		if (place->id == id)
			return place->is_chosen = true, NULL;
	return sent;
}

static bool has_chosen(struct list places)
{
	for (EACH(const struct account_place, place, places))
		if (place->is_chosen)
			return true;
	return false;
}

/* What is wanted beside the role that was typed: said even where a day could not be read. */
static void judge_typed(struct request *q, const struct give_page *page, enum role role)
{
	const enum grant_scope scope = grant_scope_of(role);

	if (scope == GRANT_FOR_DEPARTMENT && !has_chosen(page->departments))
		form_mistake(q, "department", SAY_grant_choose_department, NULL);
	if (scope == GRANT_FOR_BODY && !has_chosen(page->bodies))
		form_mistake(q, "body", SAY_grant_choose_body, NULL);
	if (grant_needs_two(role) && text_empty(typed(q, "reason")))
		form_mistake(q, "reason", SAY_grant_give_reason, NULL);
}

static void fill_give(struct request *q, struct give_page *page)
{
	struct role_choice *roles = arena_many(q->arena, struct role_choice, ROLES);
	int chosen = names_index(&role_names, typed(q, "role"));

	for (int i = 0; i < ROLES; i++)
		roles[i] = (struct role_choice){(enum role)i, i == chosen};
	page->roles = (struct list){roles, ROLES};
	page->is_checked = check_passed(q);
	page->needs_second = page->has_second && chosen >= 0 && grant_needs_two((enum role)chosen);
	page->role_stray = chosen < 0 && *typed(q, "role") ? typed(q, "role") : NULL;
	page->department_stray = mark(q, page->departments, "department");
	page->body_stray = mark(q, page->bodies, "body");
	page->from_on = q->again ? typed(q, "from_on") : day_iso(q->arena, q->today);
	page->until_on = typed(q, "until_on");
	page->reason = typed(q, "reason");
	if (chosen >= 0)
		judge_typed(q, page, (enum role)chosen);
	page->role_mistake = form_mistake_of(q, "role");
	page->department_mistake = form_mistake_of(q, "department");
	page->body_mistake = form_mistake_of(q, "body");
	page->from_on_mistake = form_mistake_of(q, "from_on");
	page->until_on_mistake = form_mistake_of(q, "until_on");
	page->reason_mistake = form_mistake_of(q, "reason");
	page->password_mistake = form_mistake_of(q, "password");
}

/* Nobody changes their own roles. */
static struct fail *find_other(struct request *q, struct person *person)
{
	TRY(person_find(q, q->id, person));
	return person->id == q->viewer.account_id ? FAIL(FAIL_DENIED, SAY_account_not_own) : NULL;
}

struct fail *role_new(struct request *q)
{
	struct give_page *page = arena_new(q->arena, struct give_page);
	int64_t approvers;

	TRY(find_other(q, &page->person));
	db_later_many(q->db, &SQL_account_departments, &page->departments, NO_ARGS);
	db_later_many(q->db, &SQL_assignment_bodies, &page->bodies, NO_ARGS);
	TRY(db_collect(q->db));
	TRY(grant_approvers(q, q->id, &approvers));
	page->has_second = approvers > 0;
	fill_give(q, page);
	return check_page(q, &PAGE_assignment_role_new, page);
}

static const struct account_place *place_in(struct list places, int64_t id)
{
	for (EACH(const struct account_place, place, places))
		if (place->id == id)
			return place;
	return NULL;
}

/* The department or body that the role is for; notes the mistake where there is none. */
static struct fail *judge_scope(struct request *q, const struct give_form *form, struct grant *grant)
{
	const enum grant_scope scope = grant_scope_of(grant->role);
	const struct account_place *place = NULL;
	struct list places = {NULL, 0};

	if (scope == GRANT_FOR_DEPARTMENT)
		TRY(db_many(q->db, &SQL_account_departments, &places, NO_ARGS));
	if (scope == GRANT_FOR_BODY)
		TRY(db_many(q->db, &SQL_assignment_bodies, &places, NO_ARGS));
	if (scope != GRANT_FOR_NOTHING)
		place = place_in(places, scope == GRANT_FOR_BODY ? form->body : form->department);
	if (scope == GRANT_FOR_DEPARTMENT && !place)
		form_mistake(q, "department", SAY_grant_choose_department, NULL);
	if (scope == GRANT_FOR_BODY && !place)
		form_mistake(q, "body", SAY_grant_choose_body, NULL);
	grant->department_id = place && scope == GRANT_FOR_DEPARTMENT ? place->id : 0;
	grant->body_id = place && scope == GRANT_FOR_BODY ? place->id : 0;
	grant->scope = place ? place->title : NULL;
	return NULL;
}

static void judge_days(struct request *q, const struct give_form *form)
{
	if (days_between(q->today, form->from_on) < 0)
		form_mistake(q, "from_on", SAY_account_from_past, NULL);
	if (day_is(form->until_on) && days_between(form->from_on, form->until_on) < 0)
		form_mistake(q, "until_on", SAY_account_until_before, NULL);
}

static struct fail *judge_give(struct request *q, const struct give_form *form, struct grant *grant)
{
	const int role = names_index(&role_names, form->role);
	bool clashes = false;

	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (role < 0) {
		form_mistake(q, "role", SAY_grant_choose_role, NULL);
		judge_days(q, form);
		return NULL;
	}
	grant->role = (enum role)role;
	TRY(judge_scope(q, form, grant));
	judge_days(q, form);
	if (grant_needs_two(grant->role) && text_empty(form->reason))
		form_mistake(q, "reason", SAY_grant_give_reason, NULL);
	if (q->mistakes.count)
		return NULL;
	TRY(grant_clashes(q, grant, &clashes));
	if (clashes)
		form_mistake(q, "role", SAY_grant_has_it, NULL);
	return NULL;
}

struct fail *role_give(struct request *q)
{
	const struct give_form *form = form_read(q);
	struct person person;
	struct grant grant = {.account_id = q->id};
	bool fits = false, waits;

	TRY(grant_lock(q, q->id));
	TRY(find_other(q, &person));
	grant.account = person.name;
	grant.from_on = form->from_on;
	grant.until_on = form->until_on;
	grant.reason = text_empty(form->reason) ? "" : form->reason;
	TRY(judge_give(q, form, &grant));
	if (q->mistakes.count)
		return form_again(q);
	if (form->act == CHECK_DO)
		TRY(check_password(q, form->password, &fits));
	if (!fits) {
		q->again = true; /* not form_again: what was counted must be kept */
		return role_new(q);
	}
	TRY(grant_do(actor_of(q), &grant, &waits));
	if (waits)
		return answer_redirect(q, "/grants");
	return answer_redirect(q, "/accounts/%" PRId64, q->id);
}

/* ---- ending ---- */

struct end_form {
	enum check_act act;
	int64_t version;
	struct day until_on;
	bool at_once;
	const char *reason;
	const char *password;
};
/* clang-format off */
static const struct input end_inputs[] = {
	{"act",      INPUT_BUTTON,  offsetof(struct end_form, act),      0,            false, SAY_NOTHING,                  &check_act_names},
	{"version",  INPUT_VERSION, offsetof(struct end_form, version),  0,            true,  SAY_form_version,             NULL},
	{"until_on", INPUT_DAY,     offsetof(struct end_form, until_on), 0,            false, SAY_NOTHING,                  NULL},
	{"at_once",  INPUT_YES,     offsetof(struct end_form, at_once),  0,            false, SAY_NOTHING,                  NULL},
	{"reason",   INPUT_TEXT,    offsetof(struct end_form, reason),   REASON_CHARS, true,  SAY_account_give_why,         NULL},
	{"password", INPUT_SECRET,  offsetof(struct end_form, password), PASSWORD_MAX, false, SAY_NOTHING,                  NULL},
};
/* clang-format on */
const struct form role_end_form = FORM(struct end_form, end_inputs);

struct held_role {
	int64_t id;
	enum role role;
	const char *scope;
	struct day from_on;
	struct day until_on;
	int64_t version;
	bool is_coming;
	bool is_over;
};
static const struct field held_role_fields[] = {
	FIELD(struct held_role, id),        FIELD_NAMED(struct held_role, role, role_names),
	FIELD(struct held_role, scope),     FIELD(struct held_role, from_on),
	FIELD(struct held_role, until_on),  FIELD(struct held_role, version),
	FIELD(struct held_role, is_coming), FIELD(struct held_role, is_over),
};
extern const struct shape held_role_shape;
const struct shape held_role_shape = SHAPE(struct held_role, held_role_fields);

struct end_page {
	struct person person;
	bool is_checked;
	struct held_role role;
	const char *words;
	struct list tasks; /* struct person_task */
	const char *until_on;
	bool at_once;
	const char *reason;
	const char *until_on_mistake;
	const char *at_once_mistake;
	const char *reason_mistake;
	const char *password_mistake;
};
static const struct field end_page_fields[] = {
	FIELD_PART(struct end_page, person, person_shape),
	FIELD(struct end_page, is_checked),
	FIELD_PART(struct end_page, role, held_role_shape),
	FIELD(struct end_page, words),
	FIELD_LIST(struct end_page, tasks, person_task_shape),
	FIELD(struct end_page, until_on),
	FIELD(struct end_page, at_once),
	FIELD(struct end_page, reason),
	FIELD(struct end_page, until_on_mistake),
	FIELD(struct end_page, at_once_mistake),
	FIELD(struct end_page, reason_mistake),
	FIELD(struct end_page, password_mistake),
};
extern const struct shape end_page_shape;
const struct shape end_page_shape = SHAPE(struct end_page, end_page_fields);

static struct fail *find_role(struct request *q, struct person *person, struct held_role *role)
{
	TRY(find_other(q, person));
	TRY(db_one(q->db, &SQL_assignment_find_role, role, ARGS(V(q->id), V(q->id2))));
	return role->is_over ? FAIL(FAIL_CONFLICT, SAY_grant_over) : NULL;
}

struct fail *role_end_ask(struct request *q)
{
	struct end_page *page = arena_new(q->arena, struct end_page);

	TRY(find_role(q, &page->person, &page->role));
	TRY(db_many(q->db, &SQL_account_waiting, &page->tasks, ARGS(V(q->id))));
	person_say_tasks(q, page->tasks);
	page->is_checked = check_passed(q);
	page->words = person_role_words(q->arena, q->language, page->role.role, page->role.scope);
	page->until_on = q->again ? typed(q, "until_on") : day_iso(q->arena, page->role.until_on);
	page->at_once = q->again && *typed(q, "at_once") == '1';
	page->reason = typed(q, "reason");
	page->until_on_mistake = form_mistake_of(q, "until_on");
	page->at_once_mistake = form_mistake_of(q, "at_once");
	page->reason_mistake = form_mistake_of(q, "reason");
	page->password_mistake = form_mistake_of(q, "password");
	return check_page(q, &PAGE_assignment_role_end, page);
}

static void judge_end(struct request *q, const struct end_form *form, const struct held_role *role)
{
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (form->at_once)
		return;
	if (!day_is(form->until_on))
		form_mistake(q, "until_on", SAY_grant_give_until, NULL);
	else if (days_between(q->today, form->until_on) < 0)
		form_mistake(q, "until_on", SAY_grant_until_past, NULL);
	else if (days_between(role->from_on, form->until_on) < 0)
		form_mistake(q, "until_on", SAY_account_until_before, NULL);
	else if (day_is(role->until_on) && days_between(role->until_on, form->until_on) > 0)
		form_mistake(q, "until_on", SAY_grant_until_later, day_words(q->arena, q->language, role->until_on),
		             NULL);
}

/* What has not begun is taken back; what holds ends yesterday, or on the day that was typed. */
static struct fail *end_it(struct request *q, const struct end_form *form, const struct held_role *role)
{
	const struct day last = form->at_once ? day_plus(q->today, -1) : form->until_on;
	int64_t changed;

	if (form->at_once && role->is_coming)
		TRY(db_change(q->db, &SQL_assignment_take_back, &changed,
		              ARGS(V(q->id), V(q->id2), V(form->version), V(q->viewer.account_id), V(form->reason))));
	else
		TRY(db_change(q->db, &SQL_assignment_end_role, &changed,
		              ARGS(V(q->id), V(q->id2), V(form->version), V(last), V(q->viewer.account_id),
		                   V(form->reason))));
	return changed ? NULL : FAIL(FAIL_CONFLICT, SAY_account_stale);
}

struct fail *role_end(struct request *q)
{
	const struct end_form *form = form_read(q);
	struct person person;
	struct held_role role;
	bool fits = false;

	TRY(grant_lock(q, q->id));
	TRY(find_role(q, &person, &role));
	judge_end(q, form, &role);
	if (q->mistakes.count)
		return form_again(q);
	if (form->act == CHECK_DO)
		TRY(check_password(q, form->password, &fits));
	if (!fits) {
		q->again = true; /* not form_again: what was counted must be kept */
		return role_end_ask(q);
	}
	if (grant_needs_two(role.role)) /* before it ends: who it is about is told, too */
		person_tell_guardians_later(actor_of(q), &person, SAY_account_told_end);
	TRY(end_it(q, form, &role));
	return answer_redirect(q, "/accounts/%" PRId64, q->id);
}
