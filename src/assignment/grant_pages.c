/* grant_pages.c: roles that wait for a second administrator: the list, and one of them to be approved, refused or withdrawn. */
#include <inttypes.h>
#include <stddef.h>

#include "account/account.h"
#include "account/check.h"
#include "account/person.h"
#include "assignment/grant.h"
#include "assignment/role_pages.h"
#include "mail/mail.h"
#include "pages_assignment.h"
#include "sql_assignment.h"
#include "web/answer.h"

#define LINES_ON_A_PAGE 100
#define REMARK_CHARS 1000

enum grant_state { GRANT_WAITING, GRANT_GRANTED, GRANT_REFUSED, GRANT_WITHDRAWN, GRANT_STATES };
static const char *const state_codes[] = {[GRANT_WAITING] = "waiting",
                                          [GRANT_GRANTED] = "granted",
                                          [GRANT_REFUSED] = "refused",
                                          [GRANT_WITHDRAWN] = "withdrawn"};
static const enum say state_labels[] = {[GRANT_WAITING] = SAY_grant_waiting,
                                        [GRANT_GRANTED] = SAY_grant_granted,
                                        [GRANT_REFUSED] = SAY_grant_refused,
                                        [GRANT_WITHDRAWN] = SAY_grant_withdrawn};
static const struct names grant_state_names = {state_codes, state_labels, GRANT_STATES};

struct grant_request {
	int64_t id;
	int64_t account_id;
	const char *name;
	enum role role;
	int64_t body_id;
	const char *scope;
	struct day from_on;
	struct day until_on;
	const char *reason;
	int64_t asked_by_id;
	const char *asked_by;
	struct moment at;
	enum grant_state state;
	const char *decided_by;
	struct moment decided_at;
	const char *remark;
	bool may_decide;
	bool may_withdraw;
	/* laid out */
	const char *words;
};
static const struct field grant_request_fields[] = {
	FIELD(struct grant_request, id),
	FIELD(struct grant_request, account_id),
	FIELD(struct grant_request, name),
	FIELD_NAMED(struct grant_request, role, role_names),
	FIELD(struct grant_request, body_id),
	FIELD(struct grant_request, scope),
	FIELD(struct grant_request, from_on),
	FIELD(struct grant_request, until_on),
	FIELD(struct grant_request, reason),
	FIELD(struct grant_request, asked_by_id),
	FIELD(struct grant_request, asked_by),
	FIELD(struct grant_request, at),
	FIELD_NAMED(struct grant_request, state, grant_state_names),
	FIELD(struct grant_request, decided_by),
	FIELD(struct grant_request, decided_at),
	FIELD(struct grant_request, remark),
	FIELD(struct grant_request, may_decide),
	FIELD(struct grant_request, may_withdraw),
	FIELD(struct grant_request, words),
};
extern const struct shape grant_request_shape;
const struct shape grant_request_shape = SHAPE(struct grant_request, grant_request_fields);

struct grant_list_page {
	struct list requests; /* struct grant_request */
};
static const struct field grant_list_page_fields[] = {
	FIELD_LIST(struct grant_list_page, requests, grant_request_shape),
};
extern const struct shape grant_list_page_shape;
const struct shape grant_list_page_shape = SHAPE(struct grant_list_page, grant_list_page_fields);

struct fail *grant_list(struct request *q)
{
	struct grant_list_page *page = arena_new(q->arena, struct grant_list_page);

	TRY(db_many(q->db, &SQL_assignment_grants, &page->requests, ARGS(V(q->viewer.account_id), V(LINES_ON_A_PAGE))));
	for (EACH(struct grant_request, request, page->requests))
		request->words = person_role_words(q->arena, q->language, request->role, request->scope);
	return answer_page(q, &PAGE_assignment_grants, page);
}

/* ---- one of them ---- */

enum decide_act { DECIDE_LOOK, DECIDE_APPROVE, DECIDE_REFUSE, DECIDE_WITHDRAW, DECIDE_ACTS };
static const char *const decide_act_codes[] = {[DECIDE_LOOK] = "check",
                                               [DECIDE_APPROVE] = "approve",
                                               [DECIDE_REFUSE] = "refuse",
                                               [DECIDE_WITHDRAW] = "withdraw"};
static const struct names decide_act_names = {decide_act_codes, NULL, DECIDE_ACTS};

struct decide_form {
	enum decide_act act;
	const char *remark;
	const char *password;
};
static const struct input decide_inputs[] = {
	{"act",      INPUT_BUTTON, offsetof(struct decide_form, act),      0,            false, SAY_NOTHING, &decide_act_names},
	{"remark",   INPUT_TEXT,   offsetof(struct decide_form, remark),   REMARK_CHARS, false, SAY_NOTHING, NULL             },
	{"password", INPUT_SECRET, offsetof(struct decide_form, password), PASSWORD_MAX, true,
         SAY_account_password_missing,								       NULL             },
};
const struct form grant_decide_form = FORM(struct decide_form, decide_inputs);

struct grant_page {
	struct grant_request request;
	bool is_checked;
	bool may_act; /* there is something that the viewer can do */
	const char *remark;
	const char *remark_mistake;
	const char *password_mistake;
};
static const struct field grant_page_fields[] = {
	FIELD_PART(struct grant_page, request, grant_request_shape),
	FIELD(struct grant_page, is_checked),
	FIELD(struct grant_page, may_act),
	FIELD(struct grant_page, remark),
	FIELD(struct grant_page, remark_mistake),
	FIELD(struct grant_page, password_mistake),
};
extern const struct shape grant_page_shape;
const struct shape grant_page_shape = SHAPE(struct grant_page, grant_page_fields);

static struct fail *find(struct request *q, struct grant_request *request)
{
	TRY(db_one(q->db, &SQL_assignment_find_grant, request, ARGS(V(q->id), V(q->viewer.account_id))));
	request->words = person_role_words(q->arena, q->language, request->role, request->scope);
	if (!viewer_has(&q->viewer, ROLE_ADMINISTRATOR))
		request->may_decide = request->may_withdraw = false;
	return NULL;
}

struct fail *grant_show(struct request *q)
{
	struct grant_page *page = arena_new(q->arena, struct grant_page);
	const char *remark = q->again ? form_typed(q, "remark") : NULL;

	TRY(find(q, &page->request));
	page->may_act = page->request.may_decide || page->request.may_withdraw;
	page->is_checked = check_passed(q);
	page->remark = remark ? remark : "";
	page->remark_mistake = form_mistake_of(q, "remark");
	page->password_mistake = form_mistake_of(q, "password");
	return check_page(q, &PAGE_assignment_grant, page);
}

static bool is_theirs(const struct decide_form *form, const struct grant_request *request)
{
	if ((int)form->act <= DECIDE_LOOK)
		return request->may_decide || request->may_withdraw;
	return form->act == DECIDE_WITHDRAW ? request->may_withdraw : request->may_decide;
}

static void judge(struct request *q, const struct decide_form *form)
{
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (form->act == DECIDE_REFUSE && text_empty(form->remark))
		form_mistake(q, "remark", SAY_account_give_why, NULL);
}

static struct fail *decide(struct request *q, const struct decide_form *form, const struct grant_request *request)
{
	static const enum grant_state becomes[DECIDE_ACTS] = {
		[DECIDE_APPROVE] = GRANT_GRANTED, [DECIDE_REFUSE] = GRANT_REFUSED, [DECIDE_WITHDRAW] = GRANT_WITHDRAWN};
	const struct grant grant = {
		.account_id = request->account_id,
		.account = request->name,
		.role = request->role,
		.body_id = request->body_id,
		.scope = request->scope,
		.from_on = request->from_on,
		.until_on = request->until_on,
		.reason = request->reason,
	};
	int64_t changed;

	if (form->act == DECIDE_APPROVE)
		TRY(grant_judge_second(q, request->asked_by_id));
	TRY(db_change(q->db, &SQL_assignment_decide_grant, &changed,
	              ARGS(V(q->id), V(state_codes[becomes[form->act]]), V(q->viewer.account_id),
	                   V(text_empty(form->remark) ? "" : form->remark), V(grant_summary(q->arena, &grant)))));
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_grant_moved);
	if (form->act == DECIDE_APPROVE)
		TRY(grant_approve(q, &grant, request->asked_by_id));
	if (form->act != DECIDE_WITHDRAW)
		mail_tell_later(q->db, request->asked_by_id,
		                WORDS(q->arena, q->language, SAY_grant_decided_notice, request->name,
		                      words_say(q->language, role_names.labels[request->role]),
		                      words_say(q->language, state_labels[becomes[form->act]])),
		                text_format(q->arena, "/grants/%" PRId64, q->id));
	return db_collect(q->db);
}

struct fail *grant_decide(struct request *q)
{
	const struct decide_form *form = form_read(q);
	struct grant_request request;
	bool fits = false;

	TRY(find(q, &request));
	TRY(grant_lock(q, request.account_id));
	TRY(find(q, &request));
	if (!is_theirs(form, &request))
		return FAIL(request.state == GRANT_WAITING ? FAIL_DENIED : FAIL_CONFLICT, SAY_grant_not_yours);
	judge(q, form);
	if (q->mistakes.count)
		return form_again(q);
	if ((int)form->act > DECIDE_LOOK)
		TRY(check_password(q, form->password, &fits));
	if (!fits) {
		q->again = true; /* not form_again: what was counted must be kept */
		return grant_show(q);
	}
	TRY(decide(q, form, &request));
	return answer_redirect(q, "/grants");
}
