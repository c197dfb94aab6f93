/*
 * steering_pages.c: what the secretariat does with one sheet: takes it out of the round and back in, opens it again for a
 * correction, gives it to somebody else. Each is a page that says what will happen, with a reason that goes on record.
 */
#include "sheet/steering_pages.h"

#include <stddef.h>

#include "pages_sheet.h"
#include "sheet/sheet.h"
#include "sql_sheet.h"
#include "web/answer.h"
#include "web/form.h"

#define REASON_CHARS 2000

/* ---- forms ---- */

struct reason_form {
	int64_t version;
	const char *reason;
};
static const struct input reason_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct reason_form, version), 0,            true, SAY_form_version,    NULL},
	{"reason",  INPUT_TEXT,    offsetof(struct reason_form, reason),  REASON_CHARS, true, SAY_steering_reason, NULL},
};
const struct form sheet_reason_form = FORM(struct reason_form, reason_inputs);

enum reopen_act { REOPEN_CHECK, REOPEN_DO, REOPEN_ACTS };
static const char *const reopen_act_codes[] = {[REOPEN_CHECK] = "check", [REOPEN_DO] = "reopen"};
static const struct names reopen_act_names = {reopen_act_codes, NULL, REOPEN_ACTS};

struct reopen_form {
	int64_t version;
	enum reopen_act act;
	const char *reason;
	struct day due_on;
};
static const struct input reopen_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct reopen_form, version), 0,            true,  SAY_form_version,    NULL             },
	{"act",     INPUT_BUTTON,  offsetof(struct reopen_form, act),     0,            false, SAY_NOTHING,         &reopen_act_names},
	{"reason",  INPUT_TEXT,    offsetof(struct reopen_form, reason),  REASON_CHARS, true,  SAY_steering_reason, NULL             },
	{"due_on",  INPUT_DAY,     offsetof(struct reopen_form, due_on),  0,            true,  SAY_steering_due,    NULL             },
};
const struct form sheet_reopen_form = FORM(struct reopen_form, reopen_inputs);

struct reassign_form {
	int64_t version;
	const char *reason;
	int64_t department;
	int64_t in_charge; /* 0: whoever writes for the department */
};
static const struct input reassign_inputs[] = {
	{"version",    INPUT_VERSION, offsetof(struct reassign_form, version),    0,            true,  SAY_form_version,    NULL},
	{"department", INPUT_NUMBER,  offsetof(struct reassign_form, department), INT64_MAX,    true,
         SAY_steering_department,											   NULL},
	{"in_charge",  INPUT_NUMBER,  offsetof(struct reassign_form, in_charge),  INT64_MAX,    false, SAY_NOTHING,         NULL},
	{"reason",     INPUT_TEXT,    offsetof(struct reassign_form, reason),     REASON_CHARS, true,  SAY_steering_reason, NULL},
};
const struct form sheet_reassign_form = FORM(struct reassign_form, reassign_inputs);

/* ---- the pages ---- */

/* Somebody to whom the sheet can be given: who writes for a department of the municipality today. */
struct assignee {
	int64_t department_id;
	const char *department;
	int64_t account_id;
	const char *name;
	bool is_chosen;
};
static const struct field assignee_fields[] = {
	FIELD(struct assignee, department_id), FIELD(struct assignee, department), FIELD(struct assignee, account_id),
	FIELD(struct assignee, name),          FIELD(struct assignee, is_chosen),
};
const struct shape assignee_shape = SHAPE(struct assignee, assignee_fields);

/* A department with its people: an entry of one choice, and a heading in the other. */
struct assignee_group {
	int64_t department_id;
	const char *department;
	bool is_chosen;
	bool is_present; /* leads the sheet now */
	struct list people;
};
static const struct field assignee_group_fields[] = {
	FIELD(struct assignee_group, department_id),
	FIELD(struct assignee_group, department),
	FIELD(struct assignee_group, is_chosen),
	FIELD(struct assignee_group, is_present),
	FIELD_LIST(struct assignee_group, people, assignee_shape),
};
static const struct shape assignee_group_shape = SHAPE(struct assignee_group, assignee_group_fields);

struct steering_page {
	struct sheet sheet;
	const char *holder;
	const char *reason; /* as typed */
	const char *reason_mistake;
	const char *due_on;
	const char *due_on_mistake;
	struct day due_day;           /* as it was read */
	bool is_checked;              /* what was typed is in order, and nothing is done yet */
	struct list departments;      /* struct assignee_group */
	const char *department_stray; /* what was sent and is none of the choices */
	const char *department_mistake;
	const char *in_charge_stray;
	const char *in_charge_mistake;
	bool is_chosen_nobody; /* nobody in particular is to be in charge */
	bool is_vacant;        /* the lead department has no author today: it is not among the departments */
};
static const struct field steering_page_fields[] = {
	FIELD_PART(struct steering_page, sheet, sheet_shape),
	FIELD(struct steering_page, holder),
	FIELD(struct steering_page, reason),
	FIELD(struct steering_page, reason_mistake),
	FIELD(struct steering_page, due_on),
	FIELD(struct steering_page, due_on_mistake),
	FIELD(struct steering_page, due_day),
	FIELD(struct steering_page, is_checked),
	FIELD_LIST(struct steering_page, departments, assignee_group_shape),
	FIELD(struct steering_page, department_stray),
	FIELD(struct steering_page, department_mistake),
	FIELD(struct steering_page, in_charge_stray),
	FIELD(struct steering_page, in_charge_mistake),
	FIELD(struct steering_page, is_chosen_nobody),
	FIELD(struct steering_page, is_vacant),
};
const struct shape steering_page_shape = SHAPE(struct steering_page, steering_page_fields);

static const char *typed(const struct request *q, const char *name)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text : "";
}

/* Opens the sheet for a page that asks; refused at once where the action is not allowed. */
static struct fail *open_page(struct request *q, enum action action, struct steering_page **out_page)
{
	struct steering_page *page = arena_new(q->arena, struct steering_page);
	struct sheet_file file = {0};

	TRY(sheet_open(q, q->id, false, &file));
	const struct situation situation = sheet_situation(q, &file, 0);
	TRY(workflow_fail(workflow_judge(&situation, action)));
	page->sheet = file.sheet;
	page->holder = sheet_holder(q, &file.sheet);
	page->reason = typed(q, "reason");
	page->reason_mistake = form_mistake_of(q, "reason");
	page->due_on = typed(q, "due_on");
	page->due_on_mistake = form_mistake_of(q, "due_on");
	*out_page = page;
	return NULL;
}

/* Holds the sheet for an act that is allowed. */
static struct fail *hold(struct request *q, enum action action, int64_t version, struct sheet_file *file)
{
	TRY(sheet_hold(q, q->id, file));
	const struct situation situation = sheet_situation(q, file, version);
	return workflow_fail(workflow_judge(&situation, action));
}

/* ---- exclude, include ---- */

static struct fail *ask(struct request *q, enum action action, const struct page *template)
{
	struct steering_page *page;

	TRY(open_page(q, action, &page));
	return answer_page(q, template, page);
}

static struct fail *act(struct request *q, enum action action, const struct statement *deed)
{
	const struct reason_form *form = form_read(q);
	struct sheet_file file = {0};

	TRY(hold(q, action, form->version, &file));
	db_later_change(q->db, deed, NULL,
	                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name), V(form->reason)));
	return answer_redirect(q, "/sheets/%lld", (long long)q->id);
}

struct fail *sheet_exclude_ask(struct request *q)
{
	return ask(q, ACTION_EXCLUDE, &PAGE_sheet_exclude);
}

struct fail *sheet_exclude(struct request *q)
{
	return act(q, ACTION_EXCLUDE, &SQL_sheet_exclude);
}

struct fail *sheet_include_ask(struct request *q)
{
	return ask(q, ACTION_INCLUDE, &PAGE_sheet_include);
}

struct fail *sheet_include(struct request *q)
{
	return act(q, ACTION_INCLUDE, &SQL_sheet_include);
}

/* ---- reopen ---- */

struct fail *sheet_reopen_ask(struct request *q)
{
	return ask(q, ACTION_REOPEN, &PAGE_sheet_reopen);
}

/* Enter in the field of the date presses the first button: it shows how the date was read, and does nothing. */
static struct fail *reopen_check(struct request *q, struct day due_on)
{
	struct steering_page *page;

	q->again = true;
	TRY(open_page(q, ACTION_REOPEN, &page));
	page->due_day = due_on;
	page->is_checked = true;
	return answer_page_with(q, 200, &PAGE_sheet_reopen, page);
}

struct fail *sheet_reopen(struct request *q)
{
	const struct reopen_form *form = form_read(q);
	struct sheet_file file = {0};

	TRY(hold(q, ACTION_REOPEN, form->version, &file));
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (days_between(q->today, form->due_on) < 0)
		form_mistake(q, "due_on", SAY_steering_due_past, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	if (form->act != REOPEN_DO)
		return reopen_check(q, form->due_on);
	db_later_change(q->db, &SQL_sheet_reopen, NULL,
	                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name), V(form->reason),
	                     V(form->due_on)));
	return answer_redirect(q, "/sheets/%lld", (long long)q->id);
}

/* ---- reassign ---- */

/* A choice as it stands: typed, or else what holds now. */
static bool is_choice(struct request *q, const char *name, int64_t id, int64_t now)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text_same(text, text_format(q->arena, "%lld", (long long)id)) : id == now;
}

/* Marks the choices; people of the chosen department before others, so that a name that is there twice is marked once. */
static void mark_people(struct request *q, struct steering_page *page)
{
	const struct sheet *sheet = &page->sheet;
	struct assignee *chosen = NULL;

	for (EACH(struct assignee_group, group, page->departments))
		for (EACH(struct assignee, assignee, group->people))
			if (is_choice(q, "in_charge", assignee->account_id, sheet->in_charge_id) &&
			    (!chosen || group->is_chosen))
				chosen = assignee;
	if (chosen)
		chosen->is_chosen = true;
	page->is_chosen_nobody = is_choice(q, "in_charge", 0, sheet->in_charge_id);
	if (!chosen && !page->is_chosen_nobody)
		page->in_charge_stray = typed(q, "in_charge");
}

static struct list grouped(struct request *q, const struct sheet *sheet, struct list assignees)
{
	struct assignee_group *groups = arena_many(q->arena, struct assignee_group, assignees.count);
	size_t count = 0;

	for (EACH(struct assignee, assignee, assignees)) {
		if (count == 0 || groups[count - 1].department_id != assignee->department_id)
			groups[count++] = (struct assignee_group){
				.department_id = assignee->department_id,
				.department = assignee->department,
				.is_chosen = is_choice(q, "department", assignee->department_id, sheet->department_id),
				.is_present = assignee->department_id == sheet->department_id,
				.people = {assignee, 0},
			};
		groups[count - 1].people.count++;
	}
	return (struct list){groups, count};
}

struct fail *sheet_reassign_ask(struct request *q)
{
	struct steering_page *page;
	struct list assignees;

	TRY(open_page(q, ACTION_REASSIGN, &page));
	TRY(db_many(q->db, &SQL_sheet_assignees, &assignees, ARGS(V(q->id))));
	page->departments = grouped(q, &page->sheet, assignees);
	page->department_stray = typed(q, "department");
	page->is_vacant = true;
	for (EACH(const struct assignee_group, group, page->departments)) {
		page->is_vacant = page->is_vacant && !group->is_present;
		if (group->is_chosen)
			page->department_stray = NULL;
	}
	mark_people(q, page);
	page->department_mistake = form_mistake_of(q, "department");
	page->in_charge_mistake = form_mistake_of(q, "in_charge");
	return answer_page(q, &PAGE_sheet_reassign, page);
}

/* The assignee that a form means: of the department, and the person where one is named. NULL: there is none. */
static const struct assignee *assignee_of(struct list assignees, int64_t department, int64_t person)
{
	for (EACH(const struct assignee, assignee, assignees))
		if (assignee->department_id == department && (person == 0 || assignee->account_id == person))
			return assignee;
	return NULL;
}

/* Who had it, who has it now, and why. On record in Japanese, whatever language the screen speaks. */
static const char *account_of(struct request *q, const struct sheet *sheet, const struct assignee *to, bool is_person,
                              const char *reason)
{
	const char *nobody = words_say(LANGUAGE_JA, SAY_steering_nobody);
	const char *person = is_person ? to->name : nobody;
	const char *before = sheet->in_charge ? sheet->in_charge : nobody;
	struct text text = {.arena = q->arena};

	if (to->department_id != sheet->department_id)
		text_print(
			&text, "%s\n",
			WORDS(q->arena, LANGUAGE_JA, SAY_steering_from_department, sheet->department, to->department));
	if (!text_same(person, before))
		text_print(&text, "%s\n", WORDS(q->arena, LANGUAGE_JA, SAY_steering_from_person, before, person));
	text_say(&text, reason);
	return text.bytes;
}

struct fail *sheet_reassign(struct request *q)
{
	const struct reassign_form *form = form_read(q);
	struct sheet_file file = {0};
	struct list assignees;

	TRY(hold(q, ACTION_REASSIGN, form->version, &file));
	TRY(db_many(q->db, &SQL_sheet_assignees, &assignees, ARGS(V(q->id))));
	const struct assignee *to = assignee_of(assignees, form->department, form->in_charge);
	if (!assignee_of(assignees, form->department, 0))
		form_mistake(q, "department", SAY_steering_no_author, NULL);
	else if (!to)
		form_mistake(q, "in_charge", SAY_steering_not_of_department, NULL);
	else if (form->department == file.sheet.department_id && form->in_charge == file.sheet.in_charge_id)
		form_mistake(q, "department", SAY_steering_same, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	db_later_change(q->db, &SQL_sheet_reassign, NULL,
	                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name),
	                     V(account_of(q, &file.sheet, to, form->in_charge != 0, form->reason)), V(form->department),
	                     V(form->in_charge)));
	return answer_redirect(q, "/sheets/%lld", (long long)q->id);
}
