/*
 * invite_pages.c: one-time passwords: for one person on a slip or in a mail, or slips for all who have no password yet. A slip is
 * shown to who made it alone, for a day; every look at it is on record, what stands on it nowhere.
 */
#include "account/invite_pages.h"

#include <inttypes.h>
#include <stddef.h>

#include "account/account.h"
#include "account/check.h"
#include "account/invitation.h"
#include "account/person.h"
#include "kit/log.h"
#include "kit/secret.h"
#include "mail/mail.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"

#define SLIP_HOURS (14 * 24)
#define LINK_HOURS (3 * 24)
#define SLIPS_MOST 500
#define BATCH_BYTES 18

/* ---- for one person ---- */

enum invite_act { INVITE_LOOK, INVITE_SLIP, INVITE_MAIL, INVITE_ACTS };
static const char *const invite_act_codes[] = {[INVITE_LOOK] = "check", [INVITE_SLIP] = "slip", [INVITE_MAIL] = "mail"};
static const struct names invite_act_names = {invite_act_codes, NULL, INVITE_ACTS};

struct invite_form {
	enum invite_act act;
	const char *password;
};
static const struct input invite_inputs[] = {
	{"act",      INPUT_BUTTON, offsetof(struct invite_form, act),      0,            false, SAY_NOTHING, &invite_act_names},
	{"password", INPUT_SECRET, offsetof(struct invite_form, password), PASSWORD_MAX, false, SAY_NOTHING, NULL             },
};
const struct form invite_form = FORM(struct invite_form, invite_inputs);

struct invite_page {
	struct person person;
	bool is_checked;
	bool may_mail; /* mail is set up and they have an address */
	bool has_mail; /* mail is set up */
	const char *password_mistake;
};
static const struct field invite_page_fields[] = {
	FIELD_PART(struct invite_page, person, person_shape),
	FIELD(struct invite_page, is_checked),
	FIELD(struct invite_page, may_mail),
	FIELD(struct invite_page, has_mail),
	FIELD(struct invite_page, password_mistake),
};
extern const struct shape invite_page_shape;
const struct shape invite_page_shape = SHAPE(struct invite_page, invite_page_fields);

/* Not for oneself: one's own password is changed on one's own page. Not for who is stopped. */
static struct fail *find(struct request *q, struct person *person)
{
	TRY(person_find(q, q->id, person));
	if (person->id == q->viewer.account_id)
		return FAIL(FAIL_DENIED, SAY_account_not_own);
	if (person->state == ACCOUNT_STOPPED || person->state == ACCOUNT_ENDED)
		return FAIL(FAIL_CONFLICT, SAY_invite_stopped);
	return NULL;
}

struct fail *invite_ask(struct request *q)
{
	struct invite_page *page = arena_new(q->arena, struct invite_page);

	TRY(find(q, &page->person));
	page->is_checked = check_passed(q);
	page->has_mail = q->config->mail_server != NULL;
	page->may_mail = page->has_mail && !text_empty(page->person.email);
	page->password_mistake = form_mistake_of(q, "password");
	return check_page(q, &PAGE_account_invite, page);
}

/* What the history and, of who decides or administers, the other administrators are told. */
static void note_later(struct request *q, const char *accounts, enum say what)
{
	db_later_change(q->db, &SQL_account_note_invitations, NULL,
	                ARGS(V(accounts), V("invite"), V(q->viewer.account_id), V(words_say(LANGUAGE_JA, what)),
	                     V(WORDS(q->arena, LANGUAGE_JA, SAY_invite_notice, q->viewer.name)),
	                     V(WORDS(q->arena, LANGUAGE_EN, SAY_invite_notice, q->viewer.name))));
}

static struct fail *invite(struct request *q, const char *accounts, const char *kind, const char *batch, int64_t hours,
                           struct list *made)
{
	return db_many(q->db, &SQL_account_invite, made,
	               ARGS(V(accounts), V(kind), V(q->viewer.account_id), V(batch), V(hours)));
}

static struct fail *make_slips(struct request *q, const char *accounts)
{
	const char *batch = secret_random_text(q->arena, BATCH_BYTES);
	struct list made;

	TRY(invite(q, accounts, "slip", batch, SLIP_HOURS, &made));
	note_later(q, accounts, SAY_invite_by_slip);
	TRY(db_collect(q->db));
	return answer_redirect(q, "/accounts/slips/%s", batch);
}

static struct fail *make_mail(struct request *q, const struct person *person, const char *accounts)
{
	const enum language language = language_from_code(person->language);
	struct list made;

	TRY(invite(q, accounts, "link", "", LINK_HOURS, &made));
	for (EACH(const struct invitation, invitation, made)) {
		const struct mail mail = {
			.account_id = person->id,
			.address = person->email,
			.subject = WORDS(q->arena, language, SAY_invite_mail_subject, q->config->system_name),
			.body = WORDS(q->arena, language, SAY_invite_mail_body, person->name, q->config->system_name,
		                      person->login, "{link}"),
			.invitation_id = invitation->id,
			.hours = LINK_HOURS,
		};

		mail_put_later(q->db, &mail);
	}
	note_later(q, accounts, SAY_invite_by_mail);
	TRY(db_collect(q->db));
	return answer_redirect(q, "/accounts/%" PRId64, person->id);
}

struct fail *invite_make(struct request *q)
{
	const struct invite_form *form = form_read(q);
	const char *accounts = text_format(q->arena, "[%" PRId64 "]", q->id);
	struct person person;
	bool fits = false;

	TRY(find(q, &person));
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (form->act == INVITE_MAIL && (!q->config->mail_server || text_empty(person.email)))
		form_mistake(q, "act", SAY_invite_no_mail, NULL);
	if (q->mistakes.count)
		return form_again(q);
	if (form->act != INVITE_LOOK)
		TRY(check_password(q, form->password, &fits));
	if (!fits) {
		q->again = true; /* not form_again: what was counted must be kept */
		return invite_ask(q);
	}
	return form->act == INVITE_MAIL ? make_mail(q, &person, accounts) : make_slips(q, accounts);
}

/* ---- for many ---- */

struct slips_form {
	enum check_act act;
	int64_t department;
	const char *password;
};
static const struct input slips_inputs[] = {
	{"act",        INPUT_BUTTON, offsetof(struct slips_form, act),        0,            false, SAY_NOTHING, &check_act_names},
	{"department", INPUT_NUMBER, offsetof(struct slips_form, department), INT64_MAX,    false, SAY_NOTHING, NULL            },
	{"password",   INPUT_SECRET, offsetof(struct slips_form, password),   PASSWORD_MAX, false, SAY_NOTHING, NULL            },
};
const struct form slips_form = FORM(struct slips_form, slips_inputs);

struct slips_page {
	bool is_checked;
	int64_t count;           /* people who would get one */
	struct list departments; /* struct account_place */
	const char *department_stray;
	const char *department_mistake;
	const char *password_mistake;
};
static const struct field slips_page_fields[] = {
	FIELD(struct slips_page, is_checked),
	FIELD(struct slips_page, count),
	FIELD_LIST(struct slips_page, departments, account_place_shape),
	FIELD(struct slips_page, department_stray),
	FIELD(struct slips_page, department_mistake),
	FIELD(struct slips_page, password_mistake),
};
extern const struct shape slips_page_shape;
const struct shape slips_page_shape = SHAPE(struct slips_page, slips_page_fields);

static struct fail *wanting(struct request *q, int64_t department, struct list *people)
{
	return db_many(q->db, &SQL_account_without_password, people,
	               ARGS(V(department), V(q->viewer.account_id), V(SLIPS_MOST)));
}

struct fail *slips_ask(struct request *q)
{
	struct slips_page *page = arena_new(q->arena, struct slips_page);
	const char *typed = q->again ? form_typed(q, "department") : NULL;
	int64_t department = 0;
	struct list people;

	TRY(db_many(q->db, &SQL_account_departments, &page->departments, NO_ARGS));
	if (!text_empty(typed) && !text_number(text_fold(q->arena, typed), &department))
		page->department_stray = typed;
	for (EACH(struct account_place, place, page->departments))
		place->is_chosen = place->id == department;
	TRY(wanting(q, department, &people));
	page->count = (int64_t)people.count;
	page->is_checked = check_passed(q);
	page->department_mistake = form_mistake_of(q, "department");
	page->password_mistake = form_mistake_of(q, "password");
	return check_page(q, &PAGE_account_slips_make, page);
}

struct fail *slips_make(struct request *q)
{
	const struct slips_form *form = form_read(q);
	struct text accounts = {.arena = q->arena};
	struct list people;
	bool fits = false;

	TRY(wanting(q, form->department, &people));
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (people.count == 0)
		form_mistake(q, "department", SAY_invite_nobody, NULL);
	if (q->mistakes.count)
		return form_again(q);
	if (form->act == CHECK_DO)
		TRY(check_password(q, form->password, &fits));
	if (!fits) {
		q->again = true; /* not form_again: what was counted must be kept */
		return slips_ask(q);
	}
	for (EACH(const struct added, person, people))
		text_print(&accounts, "%s%" PRId64, accounts.length ? "," : "[", person->id);
	text_say(&accounts, "]");
	return make_slips(q, accounts.bytes);
}

/* ---- the slips ---- */

struct slip {
	int64_t id;
	int64_t account_id;
	const char *salt;
	const char *login;
	const char *name;
	const char *department;
	struct moment ends_at;
	/* laid out */
	const char *code;
	const char *address; /* where to sign in */
};
static const struct field slip_fields[] = {
	FIELD(struct slip, id),      FIELD(struct slip, account_id), FIELD(struct slip, salt),
	FIELD(struct slip, login),   FIELD(struct slip, name),       FIELD(struct slip, department),
	FIELD(struct slip, ends_at), FIELD(struct slip, code),       FIELD(struct slip, address),
};
extern const struct shape slip_shape;
const struct shape slip_shape = SHAPE(struct slip, slip_fields);

struct slip_sheet {
	int64_t count;
	struct list slips; /* struct slip */
};
static const struct field slip_sheet_fields[] = {
	FIELD(struct slip_sheet, count),
	FIELD_LIST(struct slip_sheet, slips, slip_shape),
};
extern const struct shape slip_sheet_shape;
const struct shape slip_sheet_shape = SHAPE(struct slip_sheet, slip_sheet_fields);

/* Every look is on record: what is on the paper lets somebody in. */
static void note_look(struct request *q, const void *what)
{
	struct fail *fail =
		db_change(q->db, &SQL_account_note_invitations, NULL,
	                  ARGS(V((const char *)what), V("show slips"), V(q->viewer.account_id), V(""), V(""), V("")));

	if (fail)
		log_line("slips_shown", "number", q->number, "failure", fail->detail ? fail->detail : "", NULL);
}

struct fail *slips_show(struct request *q)
{
	struct slip_sheet *sheet = arena_new(q->arena, struct slip_sheet);
	struct text accounts = {.arena = q->arena};

	TRY(db_many(q->db, &SQL_account_slips, &sheet->slips, ARGS(V(q->word), V(q->viewer.account_id))));
	if (sheet->slips.count == 0)
		return FAIL(FAIL_MISSING, SAY_invite_gone);
	for (EACH(struct slip, slip, sheet->slips)) {
		const struct invitation invitation = {slip->id, slip->account_id, slip->salt};

		slip->address = text_join(q->arena, q->config->url, "/sign-in");
		slip->code = invitation_password(q->arena, q->config->secret, &invitation);
		text_print(&accounts, "%s%" PRId64, accounts.length ? "," : "[", slip->account_id);
	}
	text_say(&accounts, "]");
	sheet->count = (int64_t)sheet->slips.count;
	answer_then(q, note_look, accounts.bytes);
	return answer_page(q, &PAGE_account_slips, sheet);
}
