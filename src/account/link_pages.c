/*
 * link_pages.c: a new password without the old one: by the link of a mail, which says that somebody reads that mailbox, and no more: whoever
 * has a second factor gives its code at signing in as always. Asking for such a link looks alike for every login.
 */
#include <inttypes.h>

#include "account/account.h"
#include "account/account_pages.h"
#include "account/account_session.h"
#include "account/invitation.h"
#include "account/password.h"
#include "kit/secret.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"

#define LOGIN_CHARS 100

struct password_link {
	int64_t id;
	int64_t account_id;
	const char *salt;
	const char *login;
	const char *name;
	const char *language;
	struct moment ends_at;
};
static const struct field password_link_fields[] = {
	FIELD(struct password_link, id),      FIELD(struct password_link, account_id),
	FIELD(struct password_link, salt),    FIELD(struct password_link, login),
	FIELD(struct password_link, name),    FIELD(struct password_link, language),
	FIELD(struct password_link, ends_at),
};
extern const struct shape password_link_shape;
const struct shape password_link_shape = SHAPE(struct password_link, password_link_fields);

struct link_view {
	struct password_link link;
	const char *key;
	bool is_good;
	const char *new_mistake;
	const char *again_mistake;
};
static const struct field link_view_fields[] = {
	FIELD_PART(struct link_view, link, password_link_shape),
	FIELD(struct link_view, key),
	FIELD(struct link_view, is_good),
	FIELD(struct link_view, new_mistake),
	FIELD(struct link_view, again_mistake),
};
extern const struct shape link_view_shape;
const struct shape link_view_shape = SHAPE(struct link_view, link_view_fields);

struct link_form {
	struct new_password password;
};
static const struct input link_inputs[] = {
	NEW_PASSWORD_INPUTS(struct link_form, password),
};
const struct form account_link_form = FORM(struct link_form, link_inputs);

/* *out_found: false when it was used, has ended, was replaced, or never was. */
static struct fail *find(struct request *q, struct password_link *link, bool *out_found)
{
	int64_t id = invitation_of_key(q->word);
	struct invitation invitation;

	TRY(db_maybe(q->db, &SQL_account_find_link, link, out_found, ARGS(V(id))));
	if (!*out_found)
		return NULL;
	invitation = (struct invitation){link->id, link->account_id, link->salt};
	*out_found = invitation_key_fits(q->arena, q->config->secret, &invitation, q->word);
	return NULL;
}

struct fail *account_link_page(struct request *q)
{
	struct link_view view = {
		.key = q->word,
		.new_mistake = form_mistake_of(q, "new"),
		.again_mistake = form_mistake_of(q, "again"),
	};

	TRY(find(q, &view.link, &view.is_good));
	if (!view.is_good)
		view.link = (struct password_link){.id = 0};
	return answer_page_with(q, view.is_good ? q->again ? 422 : 200 : 404, &PAGE_account_link, &view);
}

struct fail *account_link(struct request *q)
{
	const struct link_form *form = form_read(q);
	struct password_link link;
	int64_t used = 0;
	bool found;

	TRY(find(q, &link, &found));
	if (!found)
		return account_link_page(q);
	if (!password_judge(q, &form->password, link.login))
		return form_again(q);
	TRY(db_change(q->db, &SQL_account_use_link, &used, ARGS(V(link.id))));
	if (used == 0)
		return account_link_page(q);
	TRY(password_choose(q, link.account_id, link.name, &form->password));
	return answer_redirect(q, "/sign-in?chosen=1");
}

/* ---- forgotten ---- */

struct forgotten_form {
	bool sent;
};
static const struct input forgotten_inputs[] = {
	{"sent", INPUT_YES, offsetof(struct forgotten_form, sent), 0, false, SAY_NOTHING, NULL},
};
const struct form account_forgotten_form = FORM(struct forgotten_form, forgotten_inputs);

struct ask_form {
	const char *login;
};
static const struct input ask_inputs[] = {
	{"login", INPUT_LINE, offsetof(struct ask_form, login), LOGIN_CHARS, true, SAY_account_login_missing, NULL},
};
const struct form account_ask_form = FORM(struct ask_form, ask_inputs);

struct forgotten_view {
	bool has_mail;
	bool sent;
	const char *login;
	const char *login_mistake;
};
static const struct field forgotten_view_fields[] = {
	FIELD(struct forgotten_view, has_mail),
	FIELD(struct forgotten_view, sent),
	FIELD(struct forgotten_view, login),
	FIELD(struct forgotten_view, login_mistake),
};
extern const struct shape forgotten_view_shape;
const struct shape forgotten_view_shape = SHAPE(struct forgotten_view, forgotten_view_fields);

struct fail *account_forgotten_page(struct request *q)
{
	const struct forgotten_form *form = form_read(q);
	const char *typed = q->again ? form_typed(q, "login") : NULL;
	const struct forgotten_view view = {
		.has_mail = q->config->mail_server != NULL,
		.sent = form->sent && !q->again,
		.login = typed ? typed : "",
		.login_mistake = form_mistake_of(q, "login"),
	};

	return answer_page(q, &PAGE_account_forgotten, &view);
}

struct fail *account_ask(struct request *q)
{
	const struct ask_form *form = form_read(q);
	const char *login = account_login(q->arena, form->login);
	const char *counted_as = known_counted_as(q, secret_hash(q->arena, login));
	const char *system = q->config->system_name;

	counted_as = secret_hash(q->arena, text_join(q->arena, "forgotten ", counted_as));
	if (q->config->mail_server)
		TRY(db_change(q->db, &SQL_account_ask_for_link, NULL,
		              ARGS(V(login), V(counted_as),
		                   V(WORDS(q->arena, LANGUAGE_JA, SAY_account_link_subject, system)),
		                   V(WORDS(q->arena, LANGUAGE_JA, SAY_account_link_body, system)),
		                   V(WORDS(q->arena, LANGUAGE_EN, SAY_account_link_subject, system)),
		                   V(WORDS(q->arena, LANGUAGE_EN, SAY_account_link_body, system)))));
	return answer_redirect(q, "/password/forgotten?sent=1");
}
