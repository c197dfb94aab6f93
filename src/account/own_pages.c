/*
 * own_pages.c: my account: who I am here, how I sign in, where I am signed in just now. What opens an account (password, mail
 * address, second factor) is changed with the password again, and ends the other sessions.
 */
#include <inttypes.h>
#include <string.h>

#include "account/account.h"
#include "account/account_pages.h"
#include "account/account_session.h"
#include "account/factor.h"
#include "account/own.h"
#include "account/password.h"
#include "account/step.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"

/* ---- shapes ---- */

struct own_account {
	const char *login;
	const char *name;
	const char *kana;
	const char *email;
	const char *language;
	const char *department;
	int64_t version;
	bool has_password;
	struct moment before_at;
	int64_t tries;
	int64_t tries_before;
	bool has_factor;
	struct moment factor_since;
	int64_t recovery_used;
	bool is_obliged;
};
static const struct field own_account_fields[] = {
	FIELD(struct own_account, login),        FIELD(struct own_account, name),
	FIELD(struct own_account, kana),         FIELD(struct own_account, email),
	FIELD(struct own_account, language),     FIELD(struct own_account, department),
	FIELD(struct own_account, version),      FIELD(struct own_account, has_password),
	FIELD(struct own_account, before_at),    FIELD(struct own_account, tries),
	FIELD(struct own_account, tries_before), FIELD(struct own_account, has_factor),
	FIELD(struct own_account, factor_since), FIELD(struct own_account, recovery_used),
	FIELD(struct own_account, is_obliged),
};
extern const struct shape own_account_shape;
const struct shape own_account_shape = SHAPE(struct own_account, own_account_fields);

struct own_session {
	int64_t id;
	const char *browser;
	struct moment created_at;
	struct moment seen_at;
	bool is_this;
};
static const struct field own_session_fields[] = {
	FIELD(struct own_session, id),      FIELD(struct own_session, browser), FIELD(struct own_session, created_at),
	FIELD(struct own_session, seen_at), FIELD(struct own_session, is_this),
};
extern const struct shape own_session_shape;
const struct shape own_session_shape = SHAPE(struct own_session, own_session_fields);

static const struct field last_sign_in_fields[] = {
	FIELD(struct last_sign_in, before_at),     FIELD(struct last_sign_in, tries),
	FIELD(struct last_sign_in, recovery_used), FIELD(struct last_sign_in, has_factor),
	FIELD(struct last_sign_in, recovery_left), FIELD(struct last_sign_in, recovery_few),
};
const struct shape last_sign_in_shape = SHAPE(struct last_sign_in, last_sign_in_fields);

struct own_view {
	struct own_account own;
	struct list assignments; /* struct assignment */
	struct list sessions;    /* struct own_session */
	bool has_others;         /* further sessions than this one */
	int64_t tries;           /* that failed since the sign-in before */
	int64_t recovery_left;
	bool recovery_few;
	bool speaks_english;
	const char *done; /* what was just done; NULL: nothing */
	const char *email;
	const char *email_mistake;
	const char *password_mistake;
	const char *code_mistake;
	const char *new_mistake;
	const char *again_mistake;
	struct factor_view offer;
	struct own_session session; /* the one that is to be ended */
};
static const struct field own_view_fields[] = {
	FIELD_PART(struct own_view, own, own_account_shape),
	FIELD_LIST(struct own_view, assignments, assignment_shape),
	FIELD_LIST(struct own_view, sessions, own_session_shape),
	FIELD(struct own_view, has_others),
	FIELD(struct own_view, tries),
	FIELD(struct own_view, recovery_left),
	FIELD(struct own_view, recovery_few),
	FIELD(struct own_view, speaks_english),
	FIELD(struct own_view, done),
	FIELD(struct own_view, email),
	FIELD(struct own_view, email_mistake),
	FIELD(struct own_view, password_mistake),
	FIELD(struct own_view, code_mistake),
	FIELD(struct own_view, new_mistake),
	FIELD(struct own_view, again_mistake),
	FIELD_PART(struct own_view, offer, factor_view_shape),
	FIELD_PART(struct own_view, session, own_session_shape),
};
extern const struct shape own_view_shape;
const struct shape own_view_shape = SHAPE(struct own_view, own_view_fields);

/* ---- the last sign-in, for other pages ---- */

void account_last_later(struct request *q, struct last_sign_in *last, bool *found)
{
	db_later_maybe(q->db, &SQL_account_find_last_sign_in, last, found, ARGS(V(q->viewer.account_id)));
}

void account_last_told(struct last_sign_in *last, bool found)
{
	const struct factor factor = {.recovery_used = last->recovery_used};

	if (!found)
		*last = (struct last_sign_in){.tries = 0};
	last->recovery_left = factor_recovery_left(&factor);
	last->recovery_few = last->has_factor && last->recovery_left <= RECOVERY_FEW;
}

/* ---- my account ---- */

enum own_done { DONE_LANGUAGE, DONE_MAIL, DONE_PASSWORD, DONE_FACTOR, DONE_FACTOR_GONE, DONE_SESSION, DONES };
static const char *const done_codes[DONES] = {
	[DONE_LANGUAGE] = "language", [DONE_MAIL] = "mail",        [DONE_PASSWORD] = "password",
	[DONE_FACTOR] = "factor",     [DONE_FACTOR_GONE] = "gone", [DONE_SESSION] = "session",
};
static const enum say done_says[DONES] = {
	[DONE_LANGUAGE] = SAY_account_done_language, [DONE_MAIL] = SAY_account_done_mail,
	[DONE_PASSWORD] = SAY_account_done_password, [DONE_FACTOR] = SAY_account_done_factor,
	[DONE_FACTOR_GONE] = SAY_account_done_gone,  [DONE_SESSION] = SAY_account_done_session,
};
static const struct names done_names = {done_codes, done_says, DONES};

struct own_form {
	enum own_done done;
};
static const struct input own_inputs[] = {
	{"done", INPUT_BUTTON, offsetof(struct own_form, done), 0, false, SAY_NOTHING, &done_names},
};
const struct form account_own_form = FORM(struct own_form, own_inputs);

static struct fail *view_of(struct request *q, struct own_view *view)
{
	const char *typed = q->again ? form_typed(q, "email") : NULL;
	struct factor factor;

	*view = (struct own_view){.assignments = q->viewer.assignments};
	db_later_one(q->db, &SQL_account_find_own_account, &view->own, ARGS(V(q->viewer.account_id)));
	db_later_many(q->db, &SQL_account_own_sessions, &view->sessions,
	              ARGS(V(q->viewer.account_id), V(q->viewer.session)));
	TRY(db_collect(q->db));
	factor = (struct factor){.recovery_used = view->own.recovery_used};
	view->recovery_left = factor_recovery_left(&factor);
	view->recovery_few = view->own.has_factor && view->recovery_left <= RECOVERY_FEW;
	view->tries = view->own.tries + view->own.tries_before;
	view->has_others = view->sessions.count > 1;
	view->speaks_english = language_from_code(view->own.language) == LANGUAGE_EN;
	view->email = typed ? typed : view->own.email;
	view->email_mistake = form_mistake_of(q, "email");
	view->password_mistake = form_mistake_of(q, "password");
	view->code_mistake = form_mistake_of(q, "code");
	view->new_mistake = form_mistake_of(q, "new");
	view->again_mistake = form_mistake_of(q, "again");
	return NULL;
}

static struct fail *show(struct request *q, const struct page *page)
{
	struct own_view view;

	TRY(view_of(q, &view));
	return answer_page(q, page, &view);
}

/* A page once more, where what was counted must be kept. */
static struct fail *show_again(struct request *q, const struct page *page)
{
	q->again = true;
	return show(q, page);
}

struct fail *account_own(struct request *q)
{
	const struct own_form *form = form_read(q);
	struct own_view view;

	TRY(view_of(q, &view));
	if ((int)form->done >= 0 && !q->again)
		view.done = words_say(q->language, done_says[form->done]);
	return answer_page(q, &PAGE_account_own, &view);
}

enum spoken { SPOKEN_JA, SPOKEN_EN, SPOKEN };
static const char *const spoken_codes[SPOKEN] = {[SPOKEN_JA] = "ja", [SPOKEN_EN] = "en"};
static const struct names spoken_names = {spoken_codes, NULL, SPOKEN};

struct language_form {
	enum spoken language;
};
static const struct input language_inputs[] = {
	{"language", INPUT_BUTTON, offsetof(struct language_form, language), 0, true, SAY_account_language_missing,
         &spoken_names},
};
const struct form account_language_form = FORM(struct language_form, language_inputs);

struct fail *account_set_language(struct request *q)
{
	const struct language_form *form = form_read(q);

	TRY(db_change(q->db, &SQL_account_set_language, NULL,
	              ARGS(V(q->viewer.account_id), V(spoken_codes[form->language]))));
	return answer_redirect(q, "/account?done=language");
}

/* ---- mail address ---- */

struct mail_form {
	int64_t version;
	const char *email;
	const char *password;
};
static const struct input mail_inputs[] = {
	{"version",  INPUT_VERSION, offsetof(struct mail_form, version),  0,                 true,  SAY_form_version, NULL},
	{"email",    INPUT_LINE,    offsetof(struct mail_form, email),    ACCOUNT_EMAIL_MAX, false, SAY_NOTHING,      NULL},
	{"password", INPUT_SECRET,  offsetof(struct mail_form, password), PASSWORD_MAX,      true,
         SAY_account_password_missing,										NULL},
};
const struct form account_mail_form = FORM(struct mail_form, mail_inputs);

struct fail *account_mail_page(struct request *q)
{
	return show(q, &PAGE_account_own_mail);
}

struct fail *account_set_mail(struct request *q)
{
	const struct mail_form *form = form_read(q);
	const char *email = text_fold(q->arena, form->email);
	int64_t changed;
	bool fits;

	if (*email && !text_is_mail_address(email)) {
		form_mistake(q, "email", SAY_account_bad_email, NULL);
		return form_again(q);
	}
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits)
		return show_again(q, &PAGE_account_own_mail);
	TRY(db_change(q->db, &SQL_account_set_mail, &changed,
	              ARGS(V(q->viewer.account_id), V(form->version), V(email), V(q->viewer.name))));
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_stale);
	return answer_redirect(q, "/account?done=mail");
}

/* ---- password ---- */

struct password_form {
	const char *password;
	struct new_password chosen;
};
static const struct input password_inputs[] = {
	{"password", INPUT_SECRET, offsetof(struct password_form, password), PASSWORD_MAX, true,
         SAY_account_password_missing, NULL},
	NEW_PASSWORD_INPUTS(struct password_form, chosen),
};
const struct form account_password_form = FORM(struct password_form, password_inputs);

struct fail *account_password_page(struct request *q)
{
	return show(q, &PAGE_account_own_password);
}

struct fail *account_set_password(struct request *q)
{
	const struct password_form *form = form_read(q);
	const int64_t account_id = q->viewer.account_id;
	bool fits;

	if (!password_judge(q, &form->chosen, q->viewer.login))
		return form_again(q);
	if (strcmp(form->password, form->chosen.password) == 0) {
		form_mistake(q, "new", SAY_account_password_same, NULL);
		return form_again(q);
	}
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits)
		return show_again(q, &PAGE_account_own_password);
	TRY(password_choose(q, account_id, q->viewer.name, &form->chosen));
	TRY(session_begin(q, account_id, &(struct session_wish){.goes_on = true, .factor_given = true}));
	return step_go_on(q, "/account?done=password", (struct list){NULL, 0});
}

/* ---- second factor ---- */

enum factor_act { FACTOR_ENROL, FACTOR_CODES, FACTOR_END, FACTOR_ACTS };
static const char *const factor_act_codes[] = {
	[FACTOR_ENROL] = "enrol", [FACTOR_CODES] = "codes", [FACTOR_END] = "end"};
static const struct names factor_act_names = {factor_act_codes, NULL, FACTOR_ACTS};

struct factor_form {
	enum factor_act act;
	const char *sealed;
	const char *code;
	const char *password;
};
static const struct input factor_inputs[] = {
	{"act",      INPUT_BUTTON, offsetof(struct factor_form, act),      0,            true,  SAY_account_act_missing, &factor_act_names},
	{"sealed",   INPUT_SECRET, offsetof(struct factor_form, sealed),   400,          false, SAY_NOTHING,             NULL             },
	{"code",     INPUT_SECRET, offsetof(struct factor_form, code),     40,           false, SAY_NOTHING,             NULL             },
	{"password", INPUT_SECRET, offsetof(struct factor_form, password), PASSWORD_MAX, true,
         SAY_account_password_missing,										   NULL             },
};
const struct form account_factor_form = FORM(struct factor_form, factor_inputs);

struct fail *account_factor_page(struct request *q)
{
	struct own_view view;

	TRY(view_of(q, &view));
	factor_view(q, q->viewer.account_id, &view.offer);
	return answer_page(q, &PAGE_account_own_factor, &view);
}

static struct fail *factor_again(struct request *q)
{
	q->again = true;
	return account_factor_page(q);
}

/* Another app, other recovery codes, or none of it any more. *out_done: false when the page is to be shown again. */
static struct fail *factor_do(struct request *q, const struct factor_form *form, bool *out_done)
{
	const int64_t account_id = q->viewer.account_id;
	int64_t changed = 1;

	*out_done = true;
	if (form->act == FACTOR_ENROL)
		return factor_enrol(q, account_id, form->sealed, "code", form->code, out_done);
	if (form->act == FACTOR_CODES)
		TRY(db_change(q->db, &SQL_account_renew_recovery_codes, &changed,
		              ARGS(V(account_id), V(q->viewer.name))));
	else
		TRY(db_change(q->db, &SQL_account_end_factor, &changed,
		              ARGS(V(account_id), V(account_id), V(q->viewer.name))));
	return changed ? NULL : FAIL(FAIL_CONFLICT, SAY_account_stale);
}

struct fail *account_set_factor(struct request *q)
{
	const struct factor_form *form = form_read(q);
	const struct session_wish wish = {
		.goes_on = true, .factor_given = true, .shows_codes = form->act != FACTOR_END};
	const int64_t account_id = q->viewer.account_id;
	struct own_account own;
	bool fits, done;

	TRY(db_one(q->db, &SQL_account_find_own_account, &own, ARGS(V(account_id))));
	if (form->act == FACTOR_END && own.is_obliged)
		return FAIL(FAIL_DENIED, SAY_account_factor_obliged);
	if (form->act == FACTOR_ENROL && text_empty(form->code)) {
		form_mistake(q, "code", SAY_account_code_missing, NULL);
		return form_again(q);
	}
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits)
		return factor_again(q);
	TRY(factor_do(q, form, &done));
	if (!done)
		return factor_again(q);
	TRY(session_begin(q, account_id, &wish));
	return step_go_on(q, form->act == FACTOR_END ? "/account?done=gone" : "/account?done=factor",
	                  (struct list){NULL, 0});
}

/* ---- sessions ---- */

struct fail *account_session_page(struct request *q)
{
	struct own_view view;

	TRY(view_of(q, &view));
	for (EACH(struct own_session, session, view.sessions))
		if (session->id == q->id && !session->is_this)
			view.session = *session;
	if (q->id && !view.session.id)
		return FAIL(FAIL_MISSING, SAY_account_no_session);
	return answer_page(q, &PAGE_account_session_end, &view);
}

struct fail *account_end_session(struct request *q)
{
	int64_t ended;

	TRY(db_change(q->db, &SQL_account_end_own_session, &ended,
	              ARGS(V(q->viewer.account_id), V(q->id), V(q->viewer.session))));
	if (q->id && ended == 0)
		return FAIL(FAIL_MISSING, SAY_account_no_session);
	return answer_redirect(q, "/account?done=session");
}
