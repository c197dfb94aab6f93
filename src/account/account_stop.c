/* account_stop.c: stops a person's account, lets it sign in again, ends its sessions. Nothing is ever deleted. */
#include <inttypes.h>
#include <stddef.h>

#include "account/account_people.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"

#define REASON_CHARS 1000

struct stop_form {
	int64_t version;
	const char *reason;
};
static const struct input stop_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct stop_form, version), 0,            true, SAY_form_version,     NULL},
	{"reason",  INPUT_TEXT,    offsetof(struct stop_form, reason),  REASON_CHARS, true, SAY_account_give_why, NULL},
};
const struct form account_stop_form = FORM(struct stop_form, stop_inputs);

struct stop_page {
	struct person person;
	struct list tasks; /* struct person_task: what waits with them */
	const char *reason;
	const char *reason_mistake;
};
static const struct field stop_page_fields[] = {
	FIELD_PART(struct stop_page, person, person_shape),
	FIELD_LIST(struct stop_page, tasks, person_task_shape),
	FIELD(struct stop_page, reason),
	FIELD(struct stop_page, reason_mistake),
};
extern const struct shape stop_page_shape;
const struct shape stop_page_shape = SHAPE(struct stop_page, stop_page_fields);

/* Nobody stops or restarts themselves; and what is so already is not done again. */
static struct fail *judge(struct request *q, const struct person *person, bool is_stopped)
{
	if (person->id == q->viewer.account_id)
		return FAIL(FAIL_DENIED, SAY_account_not_own);
	if ((person->state == ACCOUNT_STOPPED) != is_stopped)
		return FAIL(FAIL_CONFLICT, SAY_account_stale);
	return NULL;
}

static struct fail *ask(struct request *q, const struct page *template, bool is_stopped)
{
	struct stop_page *page = arena_new(q->arena, struct stop_page);
	const char *typed = q->again ? form_typed(q, "reason") : NULL;

	TRY(person_find(q, q->id, &page->person));
	TRY(judge(q, &page->person, is_stopped));
	TRY(db_many(q->db, &SQL_account_waiting, &page->tasks, ARGS(V(q->id))));
	person_say_tasks(q, page->tasks);
	page->reason = typed ? typed : "";
	page->reason_mistake = form_mistake_of(q, "reason");
	return answer_page(q, template, page);
}

static struct fail *act(struct request *q, const struct statement *statement, bool is_stopped)
{
	const struct stop_form *form = form_read(q);
	struct person person;
	int64_t changed;

	TRY(db_change(q->db, &SQL_account_lock_administrators, NULL, ARGS(V(q->id))));
	TRY(person_find(q, q->id, &person));
	TRY(judge(q, &person, is_stopped));
	TRY(db_change(q->db, statement, &changed,
	              ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(form->reason))));
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_stale);
	person_tell_guardians_later(actor_of(q), &person,
	                            is_stopped ? SAY_account_told_restart : SAY_account_told_stop);
	TRY(db_collect(q->db));
	return answer_redirect(q, "/accounts/%" PRId64, q->id);
}

struct fail *account_stop_ask(struct request *q)
{
	return ask(q, &PAGE_account_stop, false);
}

struct fail *account_stop(struct request *q)
{
	return act(q, &SQL_account_stop, false);
}

struct fail *account_restart_ask(struct request *q)
{
	return ask(q, &PAGE_account_restart, true);
}

struct fail *account_restart(struct request *q)
{
	return act(q, &SQL_account_restart, true);
}

struct fail *account_end_sessions_ask(struct request *q)
{
	struct person person;

	TRY(person_find(q, q->id, &person));
	return answer_page(q, &PAGE_account_end_sessions, &person);
}

struct fail *account_end_sessions(struct request *q)
{
	struct person person;

	TRY(person_find(q, q->id, &person));
	TRY(db_change(q->db, &SQL_account_end_all_sessions, NULL, ARGS(V(q->id), V(q->viewer.account_id))));
	if (q->id == q->viewer.account_id)
		return answer_redirect(q, "/sign-in");
	return answer_redirect(q, "/accounts/%" PRId64, q->id);
}
