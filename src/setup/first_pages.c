/* first_pages.c: /setup: an empty installation gets its first administrator in the browser. */
#include <inttypes.h>

#include "account/account.h"
#include "account/account_pages.h"
#include "account/password.h"
#include "kit/secret.h"
#include "pages_setup.h"
#include "setup/first.h"
#include "sql_setup.h"
#include "web/answer.h"

struct setup_typed {
	const char *code;
	const char *organization;
	const char *login;
	const char *name;
	struct new_password password;
};
static const struct input setup_inputs[] = {
	{"code",         INPUT_LINE, offsetof(struct setup_typed, code),         100, true, SAY_setup_code_missing,  NULL},
	{"organization", INPUT_LINE, offsetof(struct setup_typed, organization), 100, true,
         SAY_setup_organization_missing,									     NULL},
	{"name",         INPUT_LINE, offsetof(struct setup_typed, name),         100, true, SAY_setup_name_missing,  NULL},
	{"login",        INPUT_LINE, offsetof(struct setup_typed, login),        100, true, SAY_setup_login_missing, NULL},
	NEW_PASSWORD_INPUTS(struct setup_typed, password),
};
const struct form setup_form = FORM(struct setup_typed, setup_inputs);

struct setup_view {
	bool has_code; /* one that holds still */
	const char *code;
	const char *organization;
	const char *login;
	const char *name;
	const char *code_mistake;
	const char *organization_mistake;
	const char *login_mistake;
	const char *name_mistake;
	const char *new_mistake;
	const char *again_mistake;
};
static const struct field setup_view_fields[] = {
	FIELD(struct setup_view, has_code),
	FIELD(struct setup_view, code),
	FIELD(struct setup_view, organization),
	FIELD(struct setup_view, login),
	FIELD(struct setup_view, name),
	FIELD(struct setup_view, code_mistake),
	FIELD(struct setup_view, organization_mistake),
	FIELD(struct setup_view, login_mistake),
	FIELD(struct setup_view, name_mistake),
	FIELD(struct setup_view, new_mistake),
	FIELD(struct setup_view, again_mistake),
};
extern const struct shape setup_view_shape;
const struct shape setup_view_shape = SHAPE(struct setup_view, setup_view_fields);

struct setup_empty {
	bool is_empty;
};
static const struct field setup_empty_fields[] = {
	FIELD(struct setup_empty, is_empty),
};
extern const struct shape setup_empty_shape;
const struct shape setup_empty_shape = SHAPE(struct setup_empty, setup_empty_fields);

static const char *typed(const struct request *q, const char *name, const char *otherwise)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text : otherwise;
}

static struct fail *draw(struct request *q, const struct setup_state *state)
{
	const struct setup_view view = {
		.has_code = state->code_hash,
		.code = typed(q, "code", ""),
		.organization = typed(q, "organization", state->organization ? state->organization : ""),
		.login = typed(q, "login", ""),
		.name = typed(q, "name", ""),
		.code_mistake = form_mistake_of(q, "code"),
		.organization_mistake = form_mistake_of(q, "organization"),
		.login_mistake = form_mistake_of(q, "login"),
		.name_mistake = form_mistake_of(q, "name"),
		.new_mistake = form_mistake_of(q, "new"),
		.again_mistake = form_mistake_of(q, "again"),
	};

	return answer_page(q, &PAGE_setup_first, &view);
}

static struct fail *find(struct request *q, struct setup_state *state)
{
	TRY(db_one(q->db, &SQL_setup_find, state, NO_ARGS));
	return state->is_set_up ? FAIL(FAIL_MISSING, SAY_setup_over) : NULL;
}

struct fail *setup_page(struct request *q)
{
	struct setup_state state;

	TRY(find(q, &state));
	return draw(q, &state);
}

/* All but the code. */
static void judge(struct request *q, const struct setup_typed *form, const struct setup_state *state, const char *login)
{
	if (!account_login_is_good(login))
		form_mistake(q, "login", SAY_account_bad_login, form->login, NULL);
	if (state->organization && !text_same(state->organization, form->organization))
		form_mistake(q, "organization", SAY_setup_organization_other, state->organization, NULL);
	(void)password_judge(q, &form->password, login);
}

/* Wrong ones are counted, and make the next wait: drawn here, for form_again would take the count back. */
static struct fail *refuse_code(struct request *q, const struct setup_state *state)
{
	form_mistake(q, "code", SAY_setup_code_wrong, NULL);
	TRY(db_change(q->db, &SQL_setup_note_failure, NULL, NO_ARGS));
	q->again = true;
	return draw(q, state);
}

struct fail *setup_do(struct request *q)
{
	const struct setup_typed *form = form_read(q);
	const struct first first = {form->organization, account_login(q->arena, form->login), form->name,
	                            form->password.password, q->language};
	struct setup_state state;
	struct fail *fail;
	int64_t wait;
	bool made;

	first_lock_later(q->db);
	TRY(find(q, &state));
	judge(q, form, &state, first.login);
	wait = account_wait(state.failures, state.seconds_since);
	if (wait > 0) {
		form_mistake(q, "code", SAY_account_wait, text_format(q->arena, "%" PRId64, wait), NULL);
		return form_again(q);
	}
	if (!state.code_hash || !secret_same(state.code_hash, first_code_hash(q->arena, form->code)))
		return refuse_code(q, &state);
	if (q->mistakes.count)
		return form_again(q);
	fail = first_begin(q->db, &first, q->config->password_mib, &made);
	if (fail && text_same(db_broken_constraint(q->db), "account_login_key")) {
		form_mistake(q, "login", SAY_account_exists, first.login, NULL);
		return form_again(q);
	}
	TRY(fail);
	return made ? answer_redirect(q, "/sign-in?back=/administration") : FAIL(FAIL_MISSING, SAY_setup_over);
}

struct fail *setup_or_sign_in(struct request *q)
{
	struct setup_empty empty = {false};

	if (!q->viewer.account_id && !q->again)
		TRY(db_one(q->db, &SQL_setup_is_empty, &empty, NO_ARGS));
	return empty.is_empty ? answer_redirect(q, "/setup") : account_sign_in_page(q);
}
