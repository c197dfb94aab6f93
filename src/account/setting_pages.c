/* setting_pages.c: which roles need a second factor. Changed with the password again; it holds at once, also for who is signed in. */
#include <inttypes.h>

#include "account/account.h"
#include "account/account_pages.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"
#include "web/form.h"

struct role_setting {
	enum role role;
	const char *code;
	bool needs_second_factor;
	bool is_chosen; /* as typed, where the page is shown again */
	int64_t version;
	int64_t holders;
	int64_t without;
};
static const struct field role_setting_fields[] = {
	FIELD_NAMED(struct role_setting, role, role_names),
	FIELD(struct role_setting, code),
	FIELD(struct role_setting, needs_second_factor),
	FIELD(struct role_setting, is_chosen),
	FIELD(struct role_setting, version),
	FIELD(struct role_setting, holders),
	FIELD(struct role_setting, without),
};
extern const struct shape role_setting_shape;
const struct shape role_setting_shape = SHAPE(struct role_setting, role_setting_fields);

struct setting_view {
	struct list settings; /* struct role_setting */
	int64_t version;
	bool may_change;
	bool saved;
	const char *strays; /* what was sent and is no role */
	const char *roles_mistake;
	const char *password_mistake;
};
static const struct field setting_view_fields[] = {
	FIELD_LIST(struct setting_view, settings, role_setting_shape),
	FIELD(struct setting_view, version),
	FIELD(struct setting_view, may_change),
	FIELD(struct setting_view, saved),
	FIELD(struct setting_view, strays),
	FIELD(struct setting_view, roles_mistake),
	FIELD(struct setting_view, password_mistake),
};
extern const struct shape setting_view_shape;
const struct shape setting_view_shape = SHAPE(struct setting_view, setting_view_fields);

struct saved_form {
	bool saved;
};
static const struct input saved_inputs[] = {
	{"saved", INPUT_YES, offsetof(struct saved_form, saved), 0, false, SAY_NOTHING, NULL},
};
const struct form account_saved_form = FORM(struct saved_form, saved_inputs);

struct setting_form {
	int64_t version;
	struct list roles; /* const char *: codes */
	const char *password;
};
static const struct input setting_inputs[] = {
	{"version",  INPUT_VERSION, offsetof(struct setting_form, version),  0,            true,  SAY_form_version, NULL},
	{"roles",    INPUT_MANY,    offsetof(struct setting_form, roles),    20,           false, SAY_NOTHING,      NULL},
	{"password", INPUT_SECRET,  offsetof(struct setting_form, password), PASSWORD_MAX, true,
         SAY_account_password_missing,									      NULL},
};
const struct form account_setting_form = FORM(struct setting_form, setting_inputs);

static bool was_typed(const struct request *q, const char *code)
{
	for (EACH(struct typed, typed, q->typed))
		if (text_same(typed->name, "roles") && !typed->file_name && text_same(typed->value, code))
			return true;
	return false;
}

static const char *strays_of(struct request *q)
{
	struct text strays = {.arena = q->arena};

	if (!q->again)
		return NULL;
	for (EACH(struct typed, typed, q->typed))
		if (text_same(typed->name, "roles") && !typed->file_name && names_index(&role_names, typed->value) < 0)
			text_print(&strays, "%s%s", strays.length ? "\n" : "", text_lines(q->arena, typed->value));
	return strays.bytes;
}

static struct fail *draw(struct request *q, bool saved)
{
	struct setting_view view = {
		.may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR),
		.saved = saved,
		.strays = strays_of(q),
		.roles_mistake = form_mistake_of(q, "roles"),
		.password_mistake = form_mistake_of(q, "password"),
	};

	TRY(db_many(q->db, &SQL_account_role_settings, &view.settings, NO_ARGS));
	for (EACH(struct role_setting, setting, view.settings)) {
		setting->code = role_names.codes[setting->role];
		setting->is_chosen = q->again ? was_typed(q, setting->code) : setting->needs_second_factor;
		view.version = setting->version;
	}
	return answer_page(q, &PAGE_account_settings, &view);
}

struct fail *account_setting_page(struct request *q)
{
	const struct saved_form *form = form_read(q);

	return draw(q, form->saved && !q->again);
}

/* Which roles, in words, for the record. False: one of them is no role. */
static bool roles_in_words(struct request *q, struct list roles, const char **out_words)
{
	struct text words = {.arena = q->arena};

	for (EACH(const char *, code, roles)) {
		int role = names_index(&role_names, *code);

		if (role < 0)
			return false;
		text_say(&words, words.length ? "、" : "");
		text_say(&words, words_say(LANGUAGE_JA, role_names.labels[role]));
	}
	*out_words = words.length ? words.bytes : words_say(LANGUAGE_JA, SAY_account_no_role_needs);
	return true;
}

struct fail *account_set_settings(struct request *q)
{
	const struct setting_form *form = form_read(q);
	const char *words;
	int64_t changed;
	bool fits;

	if (!roles_in_words(q, form->roles, &words)) {
		form_mistake(q, "roles", SAY_web_choice, NULL);
		return form_again(q);
	}
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits) {
		q->again = true;
		return draw(q, false);
	}
	db_later_change(q->db, &SQL_account_lock_role_settings, NULL, NO_ARGS);
	TRY(db_change(q->db, &SQL_account_set_role_settings, &changed,
	              ARGS(V(db_array(q->arena, form->roles)), V(form->version), V(q->viewer.account_id),
	                   V(q->viewer.name), V(words))));
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_stale);
	return answer_redirect(q, "/settings/second-factor?saved=1");
}
