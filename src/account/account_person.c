/* account_person.c: the page of one person: who it is, what they may do and why, what waits with them, what happened. */
#include <stddef.h>

#include "account/account_people.h"
#include "history/history.h"
#include "pages_account.h"
#include "sql_account.h"
#include "sql_history.h"
#include "web/answer.h"

#define ROLES_SHOWN 100
#define EVENTS_SHOWN 20

struct person_role {
	int64_t id;
	int64_t account_id;
	enum role role;
	const char *scope;
	struct day from_on;
	struct day until_on;
	bool is_coming;
	bool is_over;
	const char *granted_by;
	const char *approved_by;
	const char *for_name; /* lent by somebody who is away */
	/* laid out */
	const char *words; /* 担当者（高齢福祉課） */
	const char *may;   /* what it lets them do */
	bool may_end;
};
static const struct field person_role_fields[] = {
	FIELD(struct person_role, id),
	FIELD(struct person_role, account_id),
	FIELD_NAMED(struct person_role, role, role_names),
	FIELD(struct person_role, scope),
	FIELD(struct person_role, from_on),
	FIELD(struct person_role, until_on),
	FIELD(struct person_role, is_coming),
	FIELD(struct person_role, is_over),
	FIELD(struct person_role, granted_by),
	FIELD(struct person_role, approved_by),
	FIELD(struct person_role, for_name),
	FIELD(struct person_role, words),
	FIELD(struct person_role, may),
	FIELD(struct person_role, may_end),
};
extern const struct shape person_role_shape;
const struct shape person_role_shape = SHAPE(struct person_role, person_role_fields);

struct person_page {
	struct person person;
	bool may_change; /* administrators; an auditor reads */
	bool may_grant;
	bool may_invite;
	bool may_reset_factor;
	bool is_own; /* the viewer's own account: nobody grants themselves anything */
	bool may_stop;
	bool is_stopped;
	bool has_no_role;
	struct list roles; /* struct person_role: that hold, come or held */
	struct list lent;  /* struct person_role */
	struct list tasks; /* struct person_task */
	struct list events;
};
static const struct field person_page_fields[] = {
	FIELD_PART(struct person_page, person, person_shape),
	FIELD(struct person_page, may_change),
	FIELD(struct person_page, may_grant),
	FIELD(struct person_page, may_invite),
	FIELD(struct person_page, may_reset_factor),
	FIELD(struct person_page, is_own),
	FIELD(struct person_page, may_stop),
	FIELD(struct person_page, is_stopped),
	FIELD(struct person_page, has_no_role),
	FIELD_LIST(struct person_page, roles, person_role_shape),
	FIELD_LIST(struct person_page, lent, person_role_shape),
	FIELD_LIST(struct person_page, tasks, person_task_shape),
	FIELD_LIST(struct person_page, events, event_shape),
};
extern const struct shape person_page_shape;
const struct shape person_page_shape = SHAPE(struct person_page, person_page_fields);

/* What each role lets somebody do; {1}: the department or body. */
static const enum say may_do[ROLES] = {
	[ROLE_AUTHOR] = SAY_account_may_author,
	[ROLE_HEAD] = SAY_account_may_head,
	[ROLE_SECRETARIAT] = SAY_account_may_secretariat,
	[ROLE_MEMBER] = SAY_account_may_member,
	[ROLE_CHAIR] = SAY_account_may_chair,
	[ROLE_DEPUTY] = SAY_account_may_deputy,
	[ROLE_ADMINISTRATOR] = SAY_account_may_administrator,
	[ROLE_AUDITOR] = SAY_account_may_auditor,
};

static void say_roles(struct request *q, struct list roles, bool may_change)
{
	for (EACH(struct person_role, role, roles)) {
		role->words = person_role_words(q->arena, q->language, role->role, role->scope);
		role->may = WORDS(q->arena, q->language, may_do[role->role], role->scope ? role->scope : "");
		role->may_end = may_change && !role->is_over;
	}
}

struct fail *account_person(struct request *q)
{
	struct person_page *page = arena_new(q->arena, struct person_page);

	db_later_one(q->db, &SQL_account_find, &page->person, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_account_roles, &page->roles, ARGS(V(q->id), V(ROLES_SHOWN)));
	db_later_many(q->db, &SQL_account_lent, &page->lent, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_account_waiting, &page->tasks, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_history_of_account, &page->events, ARGS(V(q->id), V(EVENTS_SHOWN)));
	TRY(db_collect(q->db));
	page->may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR);
	page->is_own = q->id == q->viewer.account_id;
	page->may_grant = page->may_change && !page->is_own;
	page->is_stopped = page->person.state == ACCOUNT_STOPPED;
	page->may_invite =
		page->may_grant && page->person.state != ACCOUNT_STOPPED && page->person.state != ACCOUNT_ENDED;
	page->may_reset_factor = page->may_grant && page->person.factor_since.microseconds != 0;
	page->may_stop = page->may_change && !page->is_own && !page->is_stopped;
	say_roles(q, page->roles, page->may_change && !page->is_own);
	say_roles(q, page->lent, false);
	person_say_tasks(q, page->tasks);
	page->has_no_role = true;
	for (EACH(const struct person_role, role, page->roles))
		page->has_no_role = page->has_no_role && role->is_over;
	return answer_page(q, &PAGE_account_person, page);
}
