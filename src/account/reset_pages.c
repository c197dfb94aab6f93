/*
 * reset_pages.c: an administrator takes the second factor away from somebody who has lost it. Not from themselves: who sits at an
 * administrator's desk could shake it off.
 */
#include <inttypes.h>

#include "account/account.h"
#include "account/account_pages.h"
#include "account/person.h"
#include "mail/mail.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"
#include "web/form.h"

struct factor_since {
	struct moment since;
};
static const struct field factor_since_fields[] = {
	FIELD(struct factor_since, since),
};
extern const struct shape factor_since_shape;
const struct shape factor_since_shape = SHAPE(struct factor_since, factor_since_fields);

struct reset_page {
	struct person person;
	struct moment since; /* no moment: they have none */
	const char *password_mistake;
};
static const struct field reset_page_fields[] = {
	FIELD_PART(struct reset_page, person, person_shape),
	FIELD(struct reset_page, since),
	FIELD(struct reset_page, password_mistake),
};
extern const struct shape reset_page_shape;
const struct shape reset_page_shape = SHAPE(struct reset_page, reset_page_fields);

struct reset_form {
	const char *password;
};
static const struct input reset_inputs[] = {
	{"password", INPUT_SECRET, offsetof(struct reset_form, password), PASSWORD_MAX, true,
         SAY_account_password_missing, NULL},
};
const struct form account_reset_form = FORM(struct reset_form, reset_inputs);

static struct fail *open_page(struct request *q, struct reset_page *page)
{
	struct factor_since found = {{0}};
	bool has_one;

	*page = (struct reset_page){.password_mistake = form_mistake_of(q, "password")};
	if (q->id == q->viewer.account_id)
		return FAIL(FAIL_DENIED, SAY_account_not_own);
	TRY(person_find(q, q->id, &page->person));
	TRY(db_maybe(q->db, &SQL_account_find_factor_since, &found, &has_one, ARGS(V(q->id))));
	page->since = found.since;
	return NULL;
}

struct fail *account_reset_page(struct request *q)
{
	struct reset_page page;

	TRY(open_page(q, &page));
	return answer_page(q, &PAGE_account_factor_reset, &page);
}

struct fail *account_reset(struct request *q)
{
	const struct reset_form *form = form_read(q);
	struct reset_page page;
	int64_t gone;
	bool fits;

	TRY(open_page(q, &page));
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits) {
		q->again = true;
		return account_reset_page(q);
	}
	TRY(db_change(q->db, &SQL_account_end_factor, &gone,
	              ARGS(V(q->id), V(q->viewer.account_id), V(q->viewer.name))));
	if (gone == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_no_factor);
	mail_tell_later(
		q->db, q->id,
		WORDS(q->arena, language_from_code(page.person.language), SAY_account_factor_was_reset, q->viewer.name),
		"/account");
	person_tell_guardians_later(actor_of(q), &page.person, SAY_account_told_factor);
	TRY(db_collect(q->db));
	return answer_redirect(q, "/accounts/%" PRId64, q->id);
}
