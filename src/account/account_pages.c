/* account_pages.c: sign in, sign out, and the help page, which tells everybody what their roles ask of them. */
#include "account/account_pages.h"

#include <inttypes.h>

#include "account/account.h"
#include "account/account_session.h"
#include "account/invitation.h"
#include "account/step.h"
#include "kit/secret.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"
#include "web/carry.h"

/* --- Sign in -------------------------------------------------------------------------------------------- */

static const struct input back_inputs[] = {
	{"back",   INPUT_BACK, offsetof(struct back_form, back),   2000, false, SAY_NOTHING, NULL},
	{"chosen", INPUT_YES,  offsetof(struct back_form, chosen), 0,    false, SAY_NOTHING, NULL},
};
const struct form account_back_form = FORM(struct back_form, back_inputs);

struct sign_in_form {
	const char *login;
	const char *password;
	const char *back;
	struct list carried; /* struct typed: see web/carry.h */
};
static const struct input sign_in_inputs[] = {
	{"login",    INPUT_LINE,    offsetof(struct sign_in_form, login),    100,          true,  SAY_account_login_missing, NULL},
	{"password", INPUT_SECRET,  offsetof(struct sign_in_form, password), PASSWORD_MAX, true,
         SAY_account_password_missing,										       NULL},
	{"back",     INPUT_BACK,    offsetof(struct sign_in_form, back),     2000,         false, SAY_NOTHING,               NULL},
	{"carry",    INPUT_CARRIED, offsetof(struct sign_in_form, carried),  0,            false, SAY_NOTHING,               NULL},
};
const struct form account_sign_in_form = FORM(struct sign_in_form, sign_in_inputs);

struct sign_in_view {
	const char *login;
	const char *back;
	const char *login_mistake;
	const char *password_mistake;
	const char *proxy_user;  /* as whom a trusted proxy lets in; "": as nobody */
	const char *proxy_token; /* of its form */
	bool by_password;
	bool chosen; /* a password was just chosen */
	bool carries;
	struct list carried; /* struct carry_field */
};
static const struct field sign_in_view_fields[] = {
	FIELD(struct sign_in_view, login),         FIELD(struct sign_in_view, back),
	FIELD(struct sign_in_view, login_mistake), FIELD(struct sign_in_view, password_mistake),
	FIELD(struct sign_in_view, proxy_user),    FIELD(struct sign_in_view, proxy_token),
	FIELD(struct sign_in_view, by_password),   FIELD(struct sign_in_view, chosen),
	FIELD(struct sign_in_view, carries),       FIELD_LIST(struct sign_in_view, carried, carry_field_shape),
};
extern const struct shape sign_in_view_shape;
const struct shape sign_in_view_shape = SHAPE(struct sign_in_view, sign_in_view_fields);

struct fail *account_sign_in_page(struct request *q)
{
	const struct back_form *form = form_read(q);
	struct sign_in_view view = {
		.login = q->again ? form_typed(q, "login") : "",
		.back = answer_local(form->back),
		.chosen = form->chosen && !q->again,
		.login_mistake = form_mistake_of(q, "login"),
		.password_mistake = form_mistake_of(q, "password"),
		.proxy_user = answer_proxy_user(q),
		.proxy_token = answer_token(q, "/sign-in/proxy"),
		.by_password = q->config->sign_in != SIGN_IN_PROXY,
		.carried = carry_through(q),
	};

	view.carries = view.carried.count != 0;
	if (q->viewer.account_id && !q->again)
		return answer_redirect(q, "%s", view.back);
	return answer_page(q, &PAGE_account_sign_in, &view);
}

/* A try to sign in. */
struct knock {
	int64_t account_id;        /* 0: there is no such account */
	const char *password_hash; /* NULL: none was chosen yet */
	int64_t invitation_id;     /* the one-time password that waits; 0: none */
	const char *invitation_salt;
	int64_t failures;
	int64_t seconds_since;
};
static const struct field knock_fields[] = {
	FIELD(struct knock, account_id),      FIELD(struct knock, password_hash), FIELD(struct knock, invitation_id),
	FIELD(struct knock, invitation_salt), FIELD(struct knock, failures),      FIELD(struct knock, seconds_since),
};
extern const struct shape knock_shape;
const struct shape knock_shape = SHAPE(struct knock, knock_fields);

/* As much work for a login that does not exist, or has no password yet, as for one that does. */
static bool fits(struct request *q, const struct knock *knock, const char *password)
{
	if (knock->password_hash)
		return secret_password_fits(knock->password_hash, password);
	secret_password_waste(q->config->password_mib);
	return false;
}

static bool fits_invitation(struct request *q, const struct knock *knock, const char *password)
{
	const struct invitation slip = {knock->invitation_id, knock->account_id, knock->invitation_salt};

	return slip.id && invitation_password_fits(q->arena, q->config->secret, &slip, password);
}

/* The page again. Not form_again: what was counted must be kept. */
static struct fail *refuse(struct request *q, const struct sign_in_form *form)
{
	struct back_form *back = arena_new(q->arena, struct back_form);

	back->back = form->back;
	q->form = back;
	q->again = true;
	return account_sign_in_page(q);
}

static struct fail *let_in(struct request *q, const struct knock *knock, const struct sign_in_form *form,
                           const char *counted_as, bool by_invitation)
{
	const struct session_wish wish = {.invitation_id = by_invitation ? knock->invitation_id : 0};
	const char *password = form->password;

	db_later_change(q->db, &SQL_account_forget_failures, NULL, ARGS(V(counted_as)));
	if (!by_invitation && secret_password_is_old(knock->password_hash, q->config->password_mib))
		db_later_change(q->db, &SQL_account_keep_password, NULL,
		                ARGS(V(knock->account_id),
		                     V(secret_password_hash(q->arena, password, q->config->password_mib))));
	TRY(session_begin(q, knock->account_id, &wish));
	return step_go_on(q, form->back, form->carried);
}

struct fail *account_sign_in(struct request *q)
{
	const struct sign_in_form *form = form_read(q);
	const char *login = account_login(q->arena, form->login);
	const char *login_hash = secret_hash(q->arena, login);
	const char *counted_as = known_counted_as(q, login_hash);
	bool by_password, by_invitation;
	struct knock knock;
	int64_t wait;

	if (q->config->sign_in == SIGN_IN_PROXY)
		return FAIL(FAIL_DENIED, SAY_account_proxy_only);
	TRY(db_one(q->db, &SQL_account_find_login, &knock, ARGS(V(login), V(counted_as))));
	wait = account_wait(knock.failures, knock.seconds_since);
	if (wait > 0) {
		form_mistake(q, "password", SAY_account_wait, text_format(q->arena, "%" PRId64, wait), NULL);
		return refuse(q, form);
	}
	by_password = fits(q, &knock, form->password);
	by_invitation = !by_password && fits_invitation(q, &knock, form->password);
	if (by_password || by_invitation)
		return let_in(q, &knock, form, counted_as, by_invitation);
	TRY(db_change(q->db, &SQL_account_note_failure, NULL, ARGS(V(counted_as), V(knock.account_id))));
	form_mistake(q, "password", SAY_account_wrong, NULL);
	return refuse(q, form);
}

/* --- By a trusted proxy --------------------------------------------------------------------------------- */

static const struct input proxy_inputs[] = {
	{"back",  INPUT_BACK,    offsetof(struct sign_in_form, back),    2000, false, SAY_NOTHING, NULL},
	{"carry", INPUT_CARRIED, offsetof(struct sign_in_form, carried), 0,    false, SAY_NOTHING, NULL},
};
const struct form account_proxy_form = FORM(struct sign_in_form, proxy_inputs);

/* Its form stands on the sign-in page. */
struct fail *account_proxy_page(struct request *q)
{
	const struct back_form *form = form_read(q);

	return answer_redirect(q, "%s", answer_and_back(q, "/sign-in", form->back));
}

/* The proxy's word stands for the password, and for nothing else: a second factor is asked for as always. */
struct fail *account_proxy(struct request *q)
{
	const struct sign_in_form *form = form_read(q);
	const char *user = answer_proxy_user(q);
	struct knock knock;

	if (!*user)
		return FAIL(FAIL_DENIED, SAY_account_no_proxy);
	TRY(db_one(q->db, &SQL_account_find_login, &knock, ARGS(V(account_login(q->arena, user)), V(""))));
	if (!knock.account_id)
		return FAIL(FAIL_DENIED, SAY_account_proxy_unknown);
	TRY(session_begin(q, knock.account_id, &(struct session_wish){.goes_on = false}));
	return step_go_on(q, form->back, form->carried);
}

/* --- Sign out ------------------------------------------------------------------------------------------- */

struct sign_out_view {
	const char *name;
};
static const struct field sign_out_view_fields[] = {
	FIELD(struct sign_out_view, name),
};
extern const struct shape sign_out_view_shape;
const struct shape sign_out_view_shape = SHAPE(struct sign_out_view, sign_out_view_fields);

struct fail *account_sign_out_page(struct request *q)
{
	const struct sign_out_view view = {q->viewer.name};

	if (!q->viewer.account_id)
		return answer_redirect(q, "/sign-in");
	return answer_page(q, &PAGE_account_sign_out, &view);
}

struct fail *account_sign_out(struct request *q)
{
	TRY(session_end(q));
	return answer_redirect(q, "/sign-in");
}

/* --- Help ----------------------------------------------------------------------------------------------- */

struct help_view {
	bool is_author;
	bool is_head;
	bool is_secretariat;
	bool is_member;
	bool is_chair;
	bool is_administrator;
	bool is_auditor;
	struct list assignments; /* struct assignment */
};
static const struct field help_view_fields[] = {
	FIELD(struct help_view, is_author),      FIELD(struct help_view, is_head),
	FIELD(struct help_view, is_secretariat), FIELD(struct help_view, is_member),
	FIELD(struct help_view, is_chair),       FIELD(struct help_view, is_administrator),
	FIELD(struct help_view, is_auditor),     FIELD_LIST(struct help_view, assignments, assignment_shape),
};
extern const struct shape help_view_shape;
const struct shape help_view_shape = SHAPE(struct help_view, help_view_fields);

struct fail *account_help(struct request *q)
{
	const struct viewer *viewer = &q->viewer;
	const struct help_view view = {
		.is_author = viewer_has(viewer, ROLE_AUTHOR),
		.is_head = viewer_has(viewer, ROLE_HEAD),
		.is_secretariat = viewer_has(viewer, ROLE_SECRETARIAT),
		.is_member = viewer_has(viewer, ROLE_MEMBER),
		.is_chair = viewer_has(viewer, ROLE_CHAIR) || viewer_has(viewer, ROLE_DEPUTY),
		.is_administrator = viewer_has(viewer, ROLE_ADMINISTRATOR),
		.is_auditor = viewer_has(viewer, ROLE_AUDITOR),
		.assignments = viewer->assignments,
	};

	return answer_page(q, &PAGE_account_help, &view);
}
