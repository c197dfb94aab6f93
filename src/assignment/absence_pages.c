/*
 * absence_pages.c: absences and deputies 不在・代決. Everybody enters their own; the secretariat, anybody's. What a deputy may
 * then do says the view `duty`: it holds at once, and only for the days that were entered.
 */
#include "assignment/absence_pages.h"

#include <stddef.h>

#include "mail/mail.h"
#include "pages_assignment.h"
#include "sql_assignment.h"
#include "web/answer.h"
#include "web/form.h"

#define LINES_ON_A_PAGE 100
#define DAYS_MOST 366
#define NOTE_CHARS 200

/* ---- forms ---- */

/* GET: whose absence is to be entered; 0: the viewer's own. */
struct absence_list_form {
	int64_t account;
};
static const struct input absence_list_inputs[] = {
	{"account", INPUT_NUMBER, offsetof(struct absence_list_form, account), INT64_MAX, false, SAY_NOTHING, NULL},
};
const struct form absence_list_form = FORM(struct absence_list_form, absence_list_inputs);

enum enter_act { ENTER_CHECK, ENTER_DO, ENTER_ACTS };
static const char *const enter_act_codes[] = {[ENTER_CHECK] = "check", [ENTER_DO] = "enter"};
static const struct names enter_act_names = {enter_act_codes, NULL, ENTER_ACTS};

struct absence_form {
	enum enter_act act;
	int64_t account; /* not typed: the page said whose absence it is about */
	struct day from_on;
	struct day until_on;
	int64_t deputy; /* 0: nobody */
	const char *note;
};
static const struct input absence_inputs[] = {
	{"act",      INPUT_BUTTON,  offsetof(struct absence_form, act),      0,          false, SAY_NOTHING,       &enter_act_names},
	{"account",  INPUT_VERSION, offsetof(struct absence_form, account),  0,          true,  SAY_form_version,  NULL            },
	{"from_on",  INPUT_DAY,     offsetof(struct absence_form, from_on),  0,          true,  SAY_absence_from,  NULL            },
	{"until_on", INPUT_DAY,     offsetof(struct absence_form, until_on), 0,          true,  SAY_absence_until, NULL            },
	{"deputy",   INPUT_NUMBER,  offsetof(struct absence_form, deputy),   INT64_MAX,  false, SAY_NOTHING,       NULL            },
	{"note",     INPUT_LINE,    offsetof(struct absence_form, note),     NOTE_CHARS, false, SAY_NOTHING,       NULL            },
};
const struct form absence_form = FORM(struct absence_form, absence_inputs);

/* ---- shapes ---- */

struct absence {
	int64_t id;
	int64_t account_id;
	const char *name;
	const char *department;
	struct day from_on;
	struct day until_on;
	const char *deputy;
	int64_t deputy_id;           /* 0: nobody */
	const char *deputy_language; /* of the screens; only where it is ended */
	const char *note;
	const char *entered_by;
	bool is_now;
	bool is_coming;
	struct moment ended_at;
	bool may_end;
	bool is_deputy_away;
};
static const struct field absence_fields[] = {
	FIELD(struct absence, id),
	FIELD(struct absence, account_id),
	FIELD(struct absence, name),
	FIELD(struct absence, department),
	FIELD(struct absence, from_on),
	FIELD(struct absence, until_on),
	FIELD(struct absence, deputy),
	FIELD(struct absence, note),
	FIELD(struct absence, entered_by),
	FIELD(struct absence, deputy_id),
	FIELD(struct absence, deputy_language),
	FIELD(struct absence, is_now),
	FIELD(struct absence, is_coming),
	FIELD(struct absence, ended_at),
	FIELD(struct absence, may_end),
	FIELD(struct absence, is_deputy_away),
};
extern const struct shape absence_shape;
const struct shape absence_shape = SHAPE(struct absence, absence_fields);

struct absence_person {
	int64_t id;
	const char *name;
	const char *place;
	const char *language; /* of the screens; of deputies only */
	bool is_chosen;
};
static const struct field absence_person_fields[] = {
	FIELD(struct absence_person, id),        FIELD(struct absence_person, name),
	FIELD(struct absence_person, place),     FIELD(struct absence_person, language),
	FIELD(struct absence_person, is_chosen),
};
extern const struct shape absence_person_shape;
const struct shape absence_person_shape = SHAPE(struct absence_person, absence_person_fields);

/* Days that are taken: of the person, or of who is to decide for them. */
struct absence_clash {
	bool is_deputy;
	const char *name;
	struct day from_on;
	struct day until_on;
};
static const struct field absence_clash_fields[] = {
	FIELD(struct absence_clash, is_deputy),
	FIELD(struct absence_clash, name),
	FIELD(struct absence_clash, from_on),
	FIELD(struct absence_clash, until_on),
};
extern const struct shape absence_clash_shape;
const struct shape absence_clash_shape = SHAPE(struct absence_clash, absence_clash_fields);

struct absence_page {
	bool sees_all;
	struct absence_person person; /* whose absence the form enters */
	struct list people;           /* struct absence_person: to choose among, for the secretariat */
	struct list deputies;         /* struct absence_person */
	struct list absences;         /* struct absence */
	const char *from_on;          /* as typed */
	const char *until_on;
	const char *note;
	const char *deputy_stray; /* what was sent and is none of the choices */
	const char *from_on_mistake;
	const char *until_on_mistake;
	const char *deputy_mistake;
	const char *note_mistake;
	struct day from_day; /* as they were read */
	struct day until_day;
	const char *deputy;
	bool is_checked; /* what was typed is in order, and nothing is entered yet */
};
static const struct field absence_page_fields[] = {
	FIELD(struct absence_page, sees_all),
	FIELD_PART(struct absence_page, person, absence_person_shape),
	FIELD_LIST(struct absence_page, people, absence_person_shape),
	FIELD_LIST(struct absence_page, deputies, absence_person_shape),
	FIELD_LIST(struct absence_page, absences, absence_shape),
	FIELD(struct absence_page, from_on),
	FIELD(struct absence_page, until_on),
	FIELD(struct absence_page, note),
	FIELD(struct absence_page, deputy_stray),
	FIELD(struct absence_page, from_on_mistake),
	FIELD(struct absence_page, until_on_mistake),
	FIELD(struct absence_page, deputy_mistake),
	FIELD(struct absence_page, note_mistake),
	FIELD(struct absence_page, from_day),
	FIELD(struct absence_page, until_day),
	FIELD(struct absence_page, deputy),
	FIELD(struct absence_page, is_checked),
};
const struct shape absence_page_shape = SHAPE(struct absence_page, absence_page_fields);

/* ---- the page ---- */

static struct absence_person *person_numbered(const struct list *people, int64_t id)
{
	for (EACH(struct absence_person, person, *people))
		if (person->id == id)
			return person;
	return NULL;
}

static bool enters_for(const struct request *q, int64_t account)
{
	return account == q->viewer.account_id || viewer_has(&q->viewer, ROLE_SECRETARIAT);
}

static const char *typed(const struct request *q, const char *name)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text : "";
}

static void fill_form(struct request *q, struct absence_page *page)
{
	int64_t deputy = 0;
	const char *sent = typed(q, "deputy");

	page->from_on = typed(q, "from_on");
	page->until_on = typed(q, "until_on");
	page->note = typed(q, "note");
	page->from_on_mistake = form_mistake_of(q, "from_on");
	page->until_on_mistake = form_mistake_of(q, "until_on");
	page->deputy_mistake = form_mistake_of(q, "deputy");
	page->note_mistake = form_mistake_of(q, "note");
	if (text_empty(sent) || (text_number(sent, &deputy) && deputy == 0))
		return;
	struct absence_person *chosen = person_numbered(&page->deputies, deputy);
	if (chosen)
		chosen->is_chosen = true;
	else
		page->deputy_stray = sent;
}

/* The page with the form for one person's absence. */
static struct fail *page_for(struct request *q, int64_t account, struct absence_page **out_page)
{
	struct absence_page *page = arena_new(q->arena, struct absence_page);

	page->sees_all = viewer_has(&q->viewer, ROLE_SECRETARIAT);
	db_later_many(q->db, &SQL_assignment_absence_people, &page->people, ARGS(V(account), V(page->sees_all)));
	db_later_many(q->db, &SQL_assignment_deputies, &page->deputies, ARGS(V(account), V(q->viewer.account_id)));
	db_later_many(q->db, &SQL_assignment_absences, &page->absences,
	              ARGS(V(q->viewer.account_id), V(page->sees_all), V(LINES_ON_A_PAGE)));
	TRY(db_collect(q->db));
	struct absence_person *person = person_numbered(&page->people, account);
	if (!person)
		return FAIL(FAIL_MISSING, SAY_absence_nobody);
	person->is_chosen = true;
	page->person = *person;
	fill_form(q, page);
	*out_page = page;
	return NULL;
}

/* Whose absence the form on the page is for: as sent along, as the address says, or the viewer's. */
static int64_t account_asked_for(struct request *q)
{
	const struct absence_list_form *form = q->again ? NULL : form_read(q);
	int64_t account = form ? form->account : 0;

	if (q->again && !text_number(typed(q, "account"), &account))
		account = 0;
	return account != 0 && enters_for(q, account) ? account : q->viewer.account_id;
}

struct fail *absence_list(struct request *q)
{
	struct absence_page *page;

	TRY(page_for(q, account_asked_for(q), &page));
	return answer_page(q, &PAGE_assignment_absences, page);
}

/* ---- enter ---- */

/* 令和8年12月1日（火）～令和8年12月4日（金） */
static const char *days_words(struct request *q, enum language language, struct day from_on, struct day until_on)
{
	return WORDS(q->arena, language, SAY_absence_days, day_words(q->arena, language, from_on),
	             day_words(q->arena, language, until_on));
}

/* What the record says of it. In Japanese, whatever language the screen speaks. */
static const char *summary(struct request *q, struct day from_on, struct day until_on, const char *deputy,
                           const char *note)
{
	const char *days = days_words(q, LANGUAGE_JA, from_on, until_on);
	const char *who = deputy ? deputy : words_say(LANGUAGE_JA, SAY_absence_no_deputy);
	const char *text = WORDS(q->arena, LANGUAGE_JA, SAY_absence_summary, days, who);

	return text_empty(note) ? text : text_join(q->arena, text, "\n", note);
}

static void judge_days(struct request *q, const struct absence_form *form)
{
	if (days_between(q->today, form->from_on) < 0)
		form_mistake(q, "from_on", SAY_absence_from_past, NULL);
	if (days_between(form->from_on, form->until_on) < 0)
		form_mistake(q, "until_on", SAY_absence_until_before, NULL);
	if (days_between(form->from_on, form->until_on) >= DAYS_MOST)
		form_mistake(q, "until_on", SAY_absence_too_long, NULL);
}

static struct fail *judge_clashes(struct request *q, const struct absence_form *form)
{
	struct list clashes;

	db_later_change(q->db, &SQL_assignment_absence_lock, NULL, ARGS(V(form->account), V(form->deputy)));
	db_later_many(q->db, &SQL_assignment_absence_clashes, &clashes,
	              ARGS(V(form->account), V(form->deputy), V(form->from_on), V(form->until_on)));
	TRY(db_collect(q->db));
	for (EACH(const struct absence_clash, clash, clashes))
		form_mistake(q, clash->is_deputy ? "deputy" : "from_on",
		             clash->is_deputy ? SAY_absence_deputy_away : SAY_absence_overlap, clash->name,
		             days_words(q, q->language, clash->from_on, clash->until_on), NULL);
	return NULL;
}

/* Whoever is to decide meanwhile is told when that begins and ends, in their language. */
static void tell_deputy(struct request *q, int64_t deputy, const char *language_written, enum say say, const char *name,
                        struct day from_on, struct day until_on)
{
	const enum language language = language_from_code(language_written ? language_written : "ja");

	if (deputy && deputy != q->viewer.account_id)
		mail_tell_later(q->db, deputy,
		                WORDS(q->arena, language, say, name, day_words(q->arena, language, from_on),
		                      day_words(q->arena, language, until_on)),
		                "/absences");
}

/* Enter in a field presses the first button: it shows how the days were read, and enters nothing. */
static struct fail *enter_check(struct request *q, struct absence_page *page, const struct absence_form *form,
                                const char *deputy)
{
	page->from_day = form->from_on;
	page->until_day = form->until_on;
	page->deputy = deputy;
	page->is_checked = true;
	return answer_page_with(q, 200, &PAGE_assignment_absences, page);
}

struct fail *absence_enter(struct request *q)
{
	const struct absence_form *form = form_read(q);
	const char *note = text_empty(form->note) ? "" : form->note;
	struct absence_page *page;

	if (!enters_for(q, form->account))
		return FAIL(FAIL_DENIED, SAY_absence_not_yours);
	q->again = true;
	TRY(page_for(q, form->account, &page));
	q->again = false;
	const struct absence_person *deputy = person_numbered(&page->deputies, form->deputy);
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (form->deputy && !deputy)
		form_mistake(q, "deputy", SAY_absence_deputy_unfit, NULL);
	judge_days(q, form);
	if (q->mistakes.count == 0)
		TRY(judge_clashes(q, form));
	if (q->mistakes.count > 0)
		return form_again(q);
	if (form->act == ENTER_CHECK)
		return enter_check(q, page, form, deputy ? deputy->name : NULL);
	if (deputy)
		tell_deputy(q, deputy->id, deputy->language, SAY_absence_told, page->person.name, form->from_on,
		            form->until_on);
	TRY(db_change(q->db, &SQL_assignment_keep_absence, NULL,
	              ARGS(V(form->account), V(form->deputy), V(form->from_on), V(form->until_on), V(note),
	                   V(q->viewer.account_id), V(q->viewer.name),
	                   V(form->account == q->viewer.account_id ? "" : page->person.name),
	                   V(summary(q, form->from_on, form->until_on, deputy ? deputy->name : NULL, note)))));
	return answer_redirect(q, "/absences");
}

/* ---- end ---- */

static struct fail *find_absence(struct request *q, struct absence *absence)
{
	TRY(db_one(q->db, &SQL_assignment_absence, absence,
	           ARGS(V(q->id), V(q->viewer.account_id), V(viewer_has(&q->viewer, ROLE_SECRETARIAT)))));
	return absence->may_end ? NULL : FAIL(FAIL_CONFLICT, SAY_absence_over);
}

struct fail *absence_end_ask(struct request *q)
{
	struct absence *absence = arena_new(q->arena, struct absence);

	TRY(find_absence(q, absence));
	return answer_page(q, &PAGE_assignment_absence_end, absence);
}

struct fail *absence_end(struct request *q)
{
	struct absence absence = {0};
	int64_t ended;

	TRY(find_absence(q, &absence));
	TRY(db_change(q->db, &SQL_assignment_end_absence, &ended,
	              ARGS(V(q->id), V(q->viewer.account_id), V(q->viewer.name),
	                   V(absence.account_id == q->viewer.account_id ? "" : absence.name),
	                   V(summary(q, absence.from_on, absence.until_on, absence.deputy, NULL)))));
	if (ended == 0)
		return FAIL(FAIL_CONFLICT, SAY_absence_over);
	tell_deputy(q, absence.deputy_id, absence.deputy_language, SAY_absence_told_end, absence.name, absence.from_on,
	            absence.until_on);
	TRY(db_collect(q->db));
	return answer_redirect(q, "/absences");
}
