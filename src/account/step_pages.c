/*
 * step_pages.c: the pages of the steps between a password and being signed in. Who is on their way is nobody yet: they reach the page
 * of their next step, and no other. What was typed elsewhere when the session was lost goes along through all of them.
 */
#include <inttypes.h>
#include <string.h>

#include "account/account.h"
#include "account/account_pages.h"
#include "account/account_session.h"
#include "account/factor.h"
#include "account/password.h"
#include "account/step.h"
#include "kit/secret.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"
#include "web/carry.h"

#define CODE_CHARS 40
#define SEALED_CHARS 400

/* What each step's page hands on. */
struct step_form {
	const char *back;
	struct list carried; /* struct typed */
};

struct code_form {
	const char *code;
	struct step_form on;
};
static const struct input code_inputs[] = {
	{"code",  INPUT_SECRET,  offsetof(struct code_form, code),       CODE_CHARS, true,  SAY_account_code_missing, NULL},
	{"back",  INPUT_BACK,    offsetof(struct code_form, on.back),    2000,       false, SAY_NOTHING,              NULL},
	{"carry", INPUT_CARRIED, offsetof(struct code_form, on.carried), 0,          false, SAY_NOTHING,              NULL},
};
const struct form account_code_form = FORM(struct code_form, code_inputs);

struct enrol_form {
	const char *sealed; /* the key that the page offered */
	const char *code;
	struct step_form on;
};
static const struct input enrol_inputs[] = {
	{"sealed", INPUT_SECRET,  offsetof(struct enrol_form, sealed),     SEALED_CHARS, false, SAY_NOTHING,              NULL},
	{"code",   INPUT_SECRET,  offsetof(struct enrol_form, code),       CODE_CHARS,   true,  SAY_account_code_missing, NULL},
	{"back",   INPUT_BACK,    offsetof(struct enrol_form, on.back),    2000,         false, SAY_NOTHING,              NULL},
	{"carry",  INPUT_CARRIED, offsetof(struct enrol_form, on.carried), 0,            false, SAY_NOTHING,              NULL},
};
const struct form account_enrol_form = FORM(struct enrol_form, enrol_inputs);

struct choose_form {
	struct new_password password;
	struct step_form on;
};
static const struct input choose_inputs[] = {
	NEW_PASSWORD_INPUTS(struct choose_form, password),
	{"back",  INPUT_BACK,    offsetof(struct choose_form, on.back),    2000, false, SAY_NOTHING, NULL},
	{"carry", INPUT_CARRIED, offsetof(struct choose_form, on.carried), 0,    false, SAY_NOTHING, NULL},
};
const struct form account_choose_form = FORM(struct choose_form, choose_inputs);

static const struct input codes_inputs[] = {
	{"back",  INPUT_BACK,    offsetof(struct step_form, back),    2000, false, SAY_NOTHING, NULL},
	{"carry", INPUT_CARRIED, offsetof(struct step_form, carried), 0,    false, SAY_NOTHING, NULL},
};
const struct form account_codes_form = FORM(struct step_form, codes_inputs);

struct recovery_line {
	const char *code;
};
static const struct field recovery_line_fields[] = {
	FIELD(struct recovery_line, code),
};
extern const struct shape recovery_line_shape;
const struct shape recovery_line_shape = SHAPE(struct recovery_line, recovery_line_fields);

struct step_view {
	const char *name;
	const char *login;
	const char *back;
	struct list carried; /* struct carry_field */
	const char *code_mistake;
	const char *new_mistake;
	const char *again_mistake;
	struct factor_view offer; /* enrol */
	struct list codes;        /* struct recovery_line */
};
static const struct field step_view_fields[] = {
	FIELD(struct step_view, name),
	FIELD(struct step_view, login),
	FIELD(struct step_view, back),
	FIELD_LIST(struct step_view, carried, carry_field_shape),
	FIELD(struct step_view, code_mistake),
	FIELD(struct step_view, new_mistake),
	FIELD(struct step_view, again_mistake),
	FIELD_PART(struct step_view, offer, factor_view_shape),
	FIELD_LIST(struct step_view, codes, recovery_line_shape),
};
extern const struct shape step_view_shape;
const struct shape step_view_shape = SHAPE(struct step_view, step_view_fields);

/* ---- on from one step to the next ---- */

static const struct {
	const char *address;
	struct fail *(*page)(struct request *q);
} pages[] = {
	{"/sign-in/code",     account_code_page  },
	{"/sign-in/password", account_choose_page},
	{"/sign-in/enrol",    account_enrol_page },
	{"/sign-in/codes",    account_codes_page },
};

/* The page of the viewer's step, or the same page once more, in the answer to a form. */
static struct fail *draw(struct request *q, const char *back, bool again)
{
	struct back_form *form = arena_new(q->arena, struct back_form);

	form->back = back;
	q->form = form;
	q->again = again;
	q->path = q->address = q->viewer.halfway;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (strcmp(pages[i].address, q->viewer.halfway) == 0)
			return pages[i].page(q);
	return FAIL_WITH(FAIL_FAULT, SAY_web_fault, "no page for the step %s", q->viewer.halfway);
}

struct fail *step_go_on(struct request *q, const char *back, struct list carried)
{
	if (q->viewer.halfway)
		return carried.count ? draw(q, back, false)
		                     : answer_redirect(q, "%s", answer_and_back(q, q->viewer.halfway, back));
	known_from_now_on(q, secret_hash(q->arena, q->viewer.login));
	if (carried.count)
		return carry_on(q, carried);
	return answer_redirect(q, "%s", answer_local(back));
}

static struct step_view view_of(struct request *q)
{
	const struct back_form *form = form_read(q);

	return (struct step_view){
		.name = q->viewer.name,
		.login = q->viewer.login,
		.back = answer_local(form->back),
		.carried = carry_through(q),
		.code_mistake = form_mistake_of(q, "code"),
		.new_mistake = form_mistake_of(q, "new"),
		.again_mistake = form_mistake_of(q, "again"),
	};
}

/* ---- a code ---- */

struct fail *account_code_page(struct request *q)
{
	const struct step_view view = view_of(q);

	return answer_page(q, &PAGE_account_code, &view);
}

struct fail *account_code(struct request *q)
{
	const struct code_form *form = form_read(q);
	bool fits;

	TRY(factor_try(q, q->viewer.halfway_id, "code", form->code, &fits));
	if (!fits)
		return draw(q, form->on.back, true);
	TRY(session_begin(q, q->viewer.halfway_id, &(struct session_wish){.goes_on = true, .factor_given = true}));
	return step_go_on(q, form->on.back, form->on.carried);
}

/* ---- a password of one's own ---- */

struct fail *account_choose_page(struct request *q)
{
	const struct step_view view = view_of(q);

	return answer_page(q, &PAGE_account_choose, &view);
}

struct fail *account_choose(struct request *q)
{
	const struct choose_form *form = form_read(q);
	const int64_t account_id = q->viewer.halfway_id;
	int64_t used;

	if (!password_judge(q, &form->password, q->viewer.login))
		return form_again(q);
	TRY(db_change(q->db, &SQL_account_use_slip, &used, ARGS(V(q->viewer.session))));
	if (used == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_slip_used);
	TRY(password_choose(q, account_id, q->viewer.name, &form->password));
	TRY(session_begin(q, account_id, &(struct session_wish){.goes_on = true, .factor_given = true}));
	return step_go_on(q, form->on.back, form->on.carried);
}

/* ---- a second factor ---- */

struct fail *account_enrol_page(struct request *q)
{
	struct step_view view = view_of(q);

	factor_view(q, q->viewer.halfway_id, &view.offer);
	return answer_page(q, &PAGE_account_enrol, &view);
}

struct fail *account_enrol(struct request *q)
{
	const struct enrol_form *form = form_read(q);
	const int64_t account_id = q->viewer.halfway_id;
	bool fits;

	TRY(factor_enrol(q, account_id, form->sealed, "code", form->code, &fits));
	if (!fits)
		return form_again(q);
	TRY(session_begin(q, account_id,
	                  &(struct session_wish){.goes_on = true, .factor_given = true, .shows_codes = true}));
	return step_go_on(q, form->on.back, form->on.carried);
}

/* ---- its recovery codes ---- */

struct fail *account_codes_page(struct request *q)
{
	struct recovery_line *lines = arena_many(q->arena, struct recovery_line, RECOVERY_CODES);
	struct step_view view = view_of(q);
	struct factor factor;

	TRY(db_one(q->db, &SQL_account_find_factor, &factor, ARGS(V(q->viewer.halfway_id), V(""))));
	for (int i = 0; i < RECOVERY_CODES; i++)
		lines[i].code = factor_recovery_code(q->arena, q->config->secret, &factor, i);
	view.codes = (struct list){lines, RECOVERY_CODES};
	return answer_page(q, &PAGE_account_codes, &view);
}

struct fail *account_codes_seen(struct request *q)
{
	const struct step_form *form = form_read(q);

	TRY(session_begin(q, q->viewer.halfway_id, &(struct session_wish){.goes_on = true, .factor_given = true}));
	return step_go_on(q, form->back, form->carried);
}
