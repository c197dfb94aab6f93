/* account_edit.c: adds a person and changes what is known of one. What they may do is not said here. */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/account_people.h"
#include "account/check.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"

/* ---- forms ---- */

struct edit_form {
	enum check_act act;
	int64_t version; /* of the account; a new one has none */
	const char *login;
	const char *name;
	const char *kana;
	int64_t department; /* 0: external */
	const char *email;
	const char *language;
	struct day from_on;
	struct day until_on;
};
/* clang-format off */
#define PERSON_INPUTS \
	{"act",        INPUT_BUTTON, offsetof(struct edit_form, act),        0,                 false, SAY_NOTHING,            &check_act_names}, \
	{"login",      INPUT_LINE,   offsetof(struct edit_form, login),      ACCOUNT_LOGIN_MAX, true,  SAY_account_give_login, NULL}, \
	{"name",       INPUT_LINE,   offsetof(struct edit_form, name),       ACCOUNT_NAME_MAX,  true,  SAY_account_give_name,  NULL}, \
	{"kana",       INPUT_LINE,   offsetof(struct edit_form, kana),       ACCOUNT_NAME_MAX,  false, SAY_NOTHING,            NULL}, \
	{"department", INPUT_NUMBER, offsetof(struct edit_form, department), INT64_MAX,         false, SAY_NOTHING,            NULL}, \
	{"email",      INPUT_LINE,   offsetof(struct edit_form, email),      ACCOUNT_EMAIL_MAX, false, SAY_NOTHING,            NULL}, \
	{"language",   INPUT_LINE,   offsetof(struct edit_form, language),   10,                false, SAY_NOTHING,            NULL}, \
	{"from_on",    INPUT_DAY,    offsetof(struct edit_form, from_on),    0,                 true,  SAY_account_give_from,  NULL}, \
	{"until_on",   INPUT_DAY,    offsetof(struct edit_form, until_on),   0,                 false, SAY_NOTHING,            NULL}
static const struct input add_inputs[] = {PERSON_INPUTS};
static const struct input edit_inputs[] = {
	{"version",    INPUT_VERSION, offsetof(struct edit_form, version),   0,                 true,  SAY_form_version,       NULL},
	PERSON_INPUTS};
/* clang-format on */
const struct form account_add_form = FORM(struct edit_form, add_inputs);
const struct form account_edit_form = FORM(struct edit_form, edit_inputs);

/* ---- the page ---- */

struct edit_page {
	int64_t id;      /* 0: a new person */
	int64_t version; /* 0: a new person */
	bool is_checked;
	const char *back_url;
	const char *action_url;
	const char *login; /* as typed, or as it is */
	const char *name;
	const char *kana;
	const char *email;
	bool is_english;
	const char *from_on;
	const char *until_on;
	bool is_external;
	struct list departments;      /* struct account_place */
	const char *department_stray; /* what was sent and is none of the choices */
	const char *language_stray;
	const char *login_mistake;
	const char *name_mistake;
	const char *kana_mistake;
	const char *department_mistake;
	const char *email_mistake;
	const char *language_mistake;
	const char *from_on_mistake;
	const char *until_on_mistake;
};
static const struct field edit_page_fields[] = {
	FIELD(struct edit_page, id),
	FIELD(struct edit_page, version),
	FIELD(struct edit_page, is_checked),
	FIELD(struct edit_page, back_url),
	FIELD(struct edit_page, action_url),
	FIELD(struct edit_page, login),
	FIELD(struct edit_page, name),
	FIELD(struct edit_page, kana),
	FIELD(struct edit_page, email),
	FIELD(struct edit_page, is_english),
	FIELD(struct edit_page, from_on),
	FIELD(struct edit_page, until_on),
	FIELD(struct edit_page, is_external),
	FIELD_LIST(struct edit_page, departments, account_place_shape),
	FIELD(struct edit_page, department_stray),
	FIELD(struct edit_page, language_stray),
	FIELD(struct edit_page, login_mistake),
	FIELD(struct edit_page, name_mistake),
	FIELD(struct edit_page, kana_mistake),
	FIELD(struct edit_page, department_mistake),
	FIELD(struct edit_page, email_mistake),
	FIELD(struct edit_page, language_mistake),
	FIELD(struct edit_page, from_on_mistake),
	FIELD(struct edit_page, until_on_mistake),
};
extern const struct shape edit_page_shape;
const struct shape edit_page_shape = SHAPE(struct edit_page, edit_page_fields);

static const char *shown(const struct request *q, const char *name, const char *now)
{
	const char *typed = q->again ? form_typed(q, name) : NULL;

	return typed ? typed : now ? now : "";
}

static void fill_mistakes(struct request *q, struct edit_page *page)
{
	page->login_mistake = form_mistake_of(q, "login");
	page->name_mistake = form_mistake_of(q, "name");
	page->kana_mistake = form_mistake_of(q, "kana");
	page->department_mistake = form_mistake_of(q, "department");
	page->email_mistake = form_mistake_of(q, "email");
	page->language_mistake = form_mistake_of(q, "language");
	page->from_on_mistake = form_mistake_of(q, "from_on");
	page->until_on_mistake = form_mistake_of(q, "until_on");
}

/* Both as they are stored; that they are missing is told elsewhere. */
static void judge_letters(struct request *q, const char *login, const char *email)
{
	if (*login && !account_login_is_good(login))
		form_mistake(q, "login", SAY_account_login_letters, NULL);
	if (*email && !text_is_mail_address(email))
		form_mistake(q, "email", SAY_account_bad_email, NULL);
}

static struct fail *show(struct request *q, const struct person *person)
{
	struct edit_page *page = arena_new(q->arena, struct edit_page);
	const char *department = shown(q, "department", text_format(q->arena, "%" PRId64, person->department_id));
	const char *language = shown(q, "language", person->language);
	int64_t chosen = 0;

	TRY(db_many(q->db, &SQL_account_departments, &page->departments, NO_ARGS));
	page->id = person->id;
	page->version = person->version;
	page->is_checked = check_passed(q);
	page->back_url = person->id ? text_format(q->arena, "/accounts/%" PRId64, person->id) : "/accounts";
	page->action_url =
		person->id ? text_format(q->arena, "/accounts/%" PRId64 "/edit", person->id) : "/accounts/new";
	page->login = shown(q, "login", person->login);
	page->name = shown(q, "name", person->name);
	page->kana = shown(q, "kana", person->kana);
	page->email = shown(q, "email", person->email);
	page->from_on = shown(q, "from_on", day_iso(q->arena, person->from_on));
	page->until_on = shown(q, "until_on", day_iso(q->arena, person->until_on));
	page->is_english = text_same(language, "en");
	page->language_stray = page->is_english || text_same(language, "ja") ? NULL : language;
	page->department_stray = text_empty(department) ? NULL : department;
	page->is_external =
		text_empty(department) || (text_number(text_fold(q->arena, department), &chosen) && chosen == 0);
	if (page->is_external)
		page->department_stray = NULL;
	for (EACH(struct account_place, place, page->departments)) {
		place->is_chosen = place->id == chosen;
		if (place->is_chosen)
			page->department_stray = NULL;
	}
	if (q->again) /* what could not be read keeps nobody from hearing of the rest */
		judge_letters(q, account_login(q->arena, page->login), text_fold(q->arena, page->email));
	fill_mistakes(q, page);
	return check_page(q, &PAGE_account_edit, page);
}

struct fail *account_new(struct request *q)
{
	const struct person nobody = {.language = "ja", .from_on = q->today};

	return show(q, &nobody);
}

struct fail *account_edit(struct request *q)
{
	struct person person;

	TRY(person_find(q, q->id, &person));
	return show(q, &person);
}

/* ---- judging ---- */

/* From when until when they may sign in, nobody says for themselves. */
static void judge_own_days(struct request *q, const struct edit_form *form, const struct person *now)
{
	if (!text_same(day_iso(q->arena, now->from_on), day_iso(q->arena, form->from_on)))
		form_mistake(q, "from_on", SAY_account_not_own, NULL);
	if (!text_same(day_iso(q->arena, now->until_on), day_iso(q->arena, form->until_on)))
		form_mistake(q, "until_on", SAY_account_not_own, NULL);
}

/* `form` with its values as they are stored; notes the mistakes. */
static struct fail *judge(struct request *q, struct edit_form *form, const struct person *now)
{
	struct list departments;
	bool is_there = form->department == 0;

	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	form->login = account_login(q->arena, form->login);
	form->kana = account_katakana(q->arena, text_fold(q->arena, form->kana));
	form->email = text_fold(q->arena, form->email);
	if (text_empty(form->language))
		form->language = now->language;
	TRY(db_many(q->db, &SQL_account_departments, &departments, NO_ARGS));
	for (EACH(const struct account_place, place, departments))
		is_there = is_there || place->id == form->department;
	judge_letters(q, form->login, form->email);
	if (!is_there)
		form_mistake(q, "department", SAY_account_choose_department, NULL);
	if (!text_same(form->language, "ja") && !text_same(form->language, "en"))
		form_mistake(q, "language", SAY_account_choose_language, NULL);
	if (now->id && now->id == q->viewer.account_id)
		judge_own_days(q, form, now);
	if (days_between(now->from_on, form->from_on) != 0 && days_between(q->today, form->from_on) < 0)
		form_mistake(q, "from_on", SAY_account_from_past, NULL);
	if (!day_is(form->until_on))
		return NULL;
	if (days_between(form->from_on, form->until_on) < 0)
		form_mistake(q, "until_on", SAY_account_until_before, NULL);
	else if (days_between(q->today, form->until_on) < 0 &&
	         (!day_is(now->until_on) || days_between(now->until_on, form->until_on) != 0))
		form_mistake(q, "until_on", SAY_account_until_past, NULL);
	return NULL;
}

static struct value day_or_null(struct day day)
{
	return day_is(day) ? V(day) : V_NULL;
}

/* Somebody else has that login: said beside the field, whatever came of the rest. */
static struct fail *taken(struct request *q, struct fail *fail)
{
	if (!text_same(db_broken_constraint(q->db), "account_login_key"))
		return fail;
	form_mistake(q, "login", SAY_account_login_taken, NULL);
	return form_again(q);
}

struct fail *account_add(struct request *q)
{
	const struct person nobody = {.language = "ja", .from_on = q->today};
	struct edit_form form = *(const struct edit_form *)form_read(q);
	struct added added;
	struct fail *fail;

	TRY(judge(q, &form, &nobody));
	if (q->mistakes.count)
		return form_again(q);
	if (form.act != CHECK_DO) {
		q->again = true;
		return account_new(q);
	}
	fail = db_one(q->db, &SQL_account_create, &added,
	              ARGS(V(form.login), V(form.name), V(form.kana), V(form.department), V(form.email),
	                   V(form.language), V(form.from_on), day_or_null(form.until_on), V(q->viewer.account_id)));
	if (fail)
		return taken(q, fail);
	return answer_redirect(q, "/accounts/%" PRId64, added.id);
}

/* ---- changing ---- */

static void say_change(struct request *q, struct text *text, enum say what, const char *before, const char *after)
{
	before = before ? before : "";
	if (strcmp(before, after) == 0)
		return;
	text_print(text, "%s%s", text->length ? "\n" : "",
	           WORDS(q->arena, LANGUAGE_JA, SAY_account_changed_from, words_say(LANGUAGE_JA, what),
	                 *before ? before : words_say(LANGUAGE_JA, SAY_account_nothing),
	                 *after ? after : words_say(LANGUAGE_JA, SAY_account_nothing)));
}

/* What the record says of it, in Japanese. That the mail address changed, not what it is. */
static struct fail *summary(struct request *q, const struct person *now, const struct edit_form *form,
                            const char **out_words)
{
	struct text text = {.arena = q->arena};
	struct list departments;
	const char *department = "";

	TRY(db_many(q->db, &SQL_account_departments, &departments, NO_ARGS));
	for (EACH(const struct account_place, place, departments))
		if (place->id == form->department)
			department = place->title;
	text_say(&text, "");
	say_change(q, &text, SAY_account_word_login, now->login, form->login);
	say_change(q, &text, SAY_account_word_name, now->name, form->name);
	say_change(q, &text, SAY_account_word_kana, now->kana, form->kana);
	say_change(q, &text, SAY_account_word_department, now->department, department);
	say_change(q, &text, SAY_account_word_from, day_iso(q->arena, now->from_on), day_iso(q->arena, form->from_on));
	say_change(q, &text, SAY_account_word_until, day_iso(q->arena, now->until_on),
	           day_iso(q->arena, form->until_on));
	if (strcmp(now->email ? now->email : "", form->email) != 0)
		text_print(&text, "%s%s", text.length ? "\n" : "", words_say(LANGUAGE_JA, SAY_account_email_changed));
	*out_words = text.bytes;
	return NULL;
}

struct fail *account_change(struct request *q)
{
	struct edit_form form = *(const struct edit_form *)form_read(q);
	struct person now;
	const char *words;
	struct fail *fail;
	int64_t changed;

	TRY(person_find(q, q->id, &now));
	TRY(judge(q, &form, &now));
	if (q->mistakes.count)
		return form_again(q);
	if (form.act != CHECK_DO) {
		q->again = true;
		return account_edit(q);
	}
	TRY(summary(q, &now, &form, &words));
	fail = db_change(q->db, &SQL_account_change, &changed,
	                 ARGS(V(q->id), V(form.version), V(form.login), V(form.name), V(form.kana), V(form.department),
	                      V(form.email), V(form.language), V(form.from_on), day_or_null(form.until_on),
	                      V(q->viewer.account_id), V(words)));
	if (fail)
		return taken(q, fail);
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_stale);
	if (strcmp(now.email ? now.email : "", form.email) != 0)
		person_tell_guardians_later(actor_of(q), &now, SAY_account_told_email);
	TRY(db_collect(q->db));
	return answer_redirect(q, "/accounts/%" PRId64, q->id);
}
