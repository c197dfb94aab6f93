/* agenda.c: the whole agenda on one page, and what whoever signs chooses there. Nothing is decided before the sign-off. */
#include <stddef.h>
#include <string.h>

#include "meeting/meeting.h"
#include "meeting/meeting_pages.h"
#include "pages_meeting.h"
#include "sql_meeting.h"
#include "web/answer.h"
#include "web/form.h"

#define REASON_CHARS 2000

/* --- Forms ---------------------------------------------------------------------------------------------- */

/* GET: ?saved=3 says on the page that version 3 was just kept. */
struct agenda_query {
	int64_t saved;
};
static const struct input agenda_inputs[] = {
	{"saved", INPUT_NUMBER, offsetof(struct agenda_query, saved), INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form meeting_agenda_form = FORM(struct agenda_query, agenda_inputs);

enum act { ACT_SAVE, ACT_REST, ACT_NEXT, ACTS };
static const char *const act_codes[] = {[ACT_SAVE] = "save", [ACT_REST] = "rest", [ACT_NEXT] = "next"};
static const struct names act_names = {act_codes, NULL, ACTS};

/* Of each paper: version-12, decision-12, reason-12, due-12, and value-12-… of the stage's own form. */
struct choose_form {
	int64_t version;
	enum act act;
	struct list versions, decisions, reasons, dues, values; /* struct typed */
};
static const struct input choose_inputs[] = {
	{"version",   INPUT_VERSION, offsetof(struct choose_form, version),   0,            true,  SAY_form_version, NULL      },
	{"act",       INPUT_BUTTON,  offsetof(struct choose_form, act),       0,            false, SAY_NOTHING,      &act_names},
	{"version-",  INPUT_OPEN,    offsetof(struct choose_form, versions),  20,           false, SAY_NOTHING,      NULL      },
	{"decision-", INPUT_OPEN,    offsetof(struct choose_form, decisions), 20,           false, SAY_NOTHING,      NULL      },
	{"reason-",   INPUT_OPEN,    offsetof(struct choose_form, reasons),   REASON_CHARS, false, SAY_NOTHING,      NULL      },
	{"due-",      INPUT_OPEN,    offsetof(struct choose_form, dues),      100,          false, SAY_NOTHING,      NULL      },
	{"value-",    INPUT_OPEN,    offsetof(struct choose_form, values),    1000000,      false, SAY_NOTHING,      NULL      },
};
const struct form meeting_choose_form = FORM(struct choose_form, choose_inputs);

static const char *input_of(struct arena *arena, const char *what, const struct paper *paper)
{
	return text_format(arena, "%s-%lld", what, (long long)paper->id);
}

/* --- The page ------------------------------------------------------------------------------------------- */

/* One sheet as the page shows it, to be chosen for. */
struct agenda_line {
	struct paper paper;
	struct voice voice; /* what members said */
	const char *decision_input;
	const char *decision_id;
	const char *reason_input;
	const char *reason_id;
	const char *due_input;
	const char *due_id;
	const char *version_input;
	bool chooses; /* the viewer may choose here */
	bool is_approved;
	bool is_returned;
	bool is_undecided;
	const char *reason; /* as typed, or kept */
	const char *due_on;
	const char *decision_mistake;
	const char *stray_reason; /* typed for a sheet that has left the agenda: there to be copied */
	const char *reason_mistake;
	const char *due_mistake;
	const char *kept_choice; /* a colleague has kept this meanwhile */
	const char *kept_reason;
};
static const struct field agenda_line_fields[] = {
	FIELD_PART(struct agenda_line, paper, paper_shape),
	FIELD_PART(struct agenda_line, voice, voice_shape),
	FIELD(struct agenda_line, decision_input),
	FIELD(struct agenda_line, decision_id),
	FIELD(struct agenda_line, reason_input),
	FIELD(struct agenda_line, reason_id),
	FIELD(struct agenda_line, due_input),
	FIELD(struct agenda_line, due_id),
	FIELD(struct agenda_line, version_input),
	FIELD(struct agenda_line, chooses),
	FIELD(struct agenda_line, is_approved),
	FIELD(struct agenda_line, is_returned),
	FIELD(struct agenda_line, is_undecided),
	FIELD(struct agenda_line, reason),
	FIELD(struct agenda_line, due_on),
	FIELD(struct agenda_line, decision_mistake),
	FIELD(struct agenda_line, stray_reason),
	FIELD(struct agenda_line, reason_mistake),
	FIELD(struct agenda_line, due_mistake),
	FIELD(struct agenda_line, kept_choice),
	FIELD(struct agenda_line, kept_reason),
};
static const struct shape agenda_line_shape = SHAPE(struct agenda_line, agenda_line_fields);

struct agenda_page {
	struct meeting meeting;
	const char *when;
	struct list lines;         /* struct agenda_line */
	struct list distributions; /* struct distribution */
	int64_t count;
	int64_t approved;
	int64_t returned;
	int64_t undecided;
	int64_t gone;
	bool chooses;
	bool is_for_another;
	const char *for_name;
	bool was_saved;
	bool has_conflict;
};
static const struct field agenda_page_fields[] = {
	FIELD_PART(struct agenda_page, meeting, meeting_shape),
	FIELD(struct agenda_page, when),
	FIELD_LIST(struct agenda_page, lines, agenda_line_shape),
	FIELD_LIST(struct agenda_page, distributions, distribution_shape),
	FIELD(struct agenda_page, count),
	FIELD(struct agenda_page, approved),
	FIELD(struct agenda_page, returned),
	FIELD(struct agenda_page, undecided),
	FIELD(struct agenda_page, gone),
	FIELD(struct agenda_page, chooses),
	FIELD(struct agenda_page, is_for_another),
	FIELD(struct agenda_page, for_name),
	FIELD(struct agenda_page, was_saved),
	FIELD(struct agenda_page, has_conflict),
};
extern const struct shape agenda_page_shape;
const struct shape agenda_page_shape = SHAPE(struct agenda_page, agenda_page_fields);

static const char *typed_or(const struct request *q, const char *name, const char *kept)
{
	const char *typed = q->again ? form_typed(q, name) : NULL;

	return typed ? typed : q->again || !kept ? "" : kept;
}

/* Where somebody else kept something while this was typed, it stands beside. */
static void hold_against_kept(struct request *q, struct agenda_line *line, const char *chosen)
{
	const struct paper *paper = &line->paper;

	if (paper->decision != CHOICE_NONE && !text_same(chosen, choice_names.codes[paper->decision]))
		line->kept_choice = words_say(q->language, choice_names.labels[paper->decision]);
	if (!text_empty(paper->reason) && !text_same(text_lines(q->arena, line->reason), paper->reason))
		line->kept_reason = paper->reason;
}

static void fill_line(struct request *q, struct agenda_line *line, bool chooses, bool has_conflict)
{
	struct arena *arena = q->arena;
	const struct paper *paper = &line->paper;
	const char *chosen;

	line->decision_input = input_of(arena, "decision", paper);
	line->reason_input = input_of(arena, "reason", paper);
	line->due_input = input_of(arena, "due", paper);
	line->version_input = input_of(arena, "version", paper);
	line->decision_id = form_id(arena, line->decision_input);
	line->reason_id = form_id(arena, line->reason_input);
	line->due_id = form_id(arena, line->due_input);
	line->chooses = chooses && paper->is_waiting && !paper->is_own;
	chosen = typed_or(q, line->decision_input, choice_names.codes[paper->decision]);
	line->is_approved = text_same(chosen, choice_names.codes[CHOICE_APPROVED]);
	line->is_returned = text_same(chosen, choice_names.codes[CHOICE_RETURNED]);
	line->is_undecided = !line->is_approved && !line->is_returned;
	line->reason = typed_or(q, line->reason_input, paper->reason);
	line->stray_reason = line->chooses || !q->again ? NULL : form_typed(q, line->reason_input);
	line->due_on = typed_or(q, line->due_input, day_iso(arena, paper->due_on));
	line->decision_mistake = form_mistake_of(q, line->decision_input);
	line->reason_mistake = form_mistake_of(q, line->reason_input);
	line->due_mistake = form_mistake_of(q, line->due_input);
	if (has_conflict)
		hold_against_kept(q, line, chosen);
}

static void count(struct agenda_page *page, const struct paper *paper)
{
	page->gone += paper->is_gone;
	if (paper->is_gone)
		return;
	page->count++;
	page->approved += paper->outcome == CHOICE_APPROVED;
	page->returned += paper->outcome == CHOICE_RETURNED;
	page->undecided += paper->outcome == CHOICE_NONE;
}

static struct agenda_page *page_of(struct request *q, const struct meeting_file *file, bool has_conflict)
{
	struct agenda_page *page = arena_new(q->arena, struct agenda_page);
	struct agenda_line *lines = arena_many(q->arena, struct agenda_line, file->papers.count + 1);

	page->meeting = file->meeting;
	page->when = meeting_when(q, &file->meeting);
	page->chooses = meeting_allows(q, file, MEETING_CHOOSE);
	page->is_for_another = file->duty && (file->duty->role == ROLE_DEPUTY || file->duty->for_id);
	page->for_name = !page->is_for_another ? NULL : file->duty->for_id ? file->duty->for_name : file->meeting.chair;
	page->has_conflict = has_conflict;
	for (EACH(const struct paper, paper, file->papers)) {
		struct agenda_line *line = &lines[page->lines.count++];

		line->paper = *paper;
		fill_line(q, line, page->chooses, has_conflict);
		count(page, paper);
	}
	page->lines.rows = lines;
	page->distributions = meeting_distributions(q, file);
	return page;
}

/* What members said stands beside each sheet, with their names where the body wants them. */
static struct fail *fill_voices(struct request *q, const struct meeting_file *file, struct agenda_page *page)
{
	struct voice_rows rows;

	TRY(meeting_voices(q, file, &rows));
	for (EACH(struct agenda_line, line, page->lines))
		line->voice = meeting_voice(q, file, &line->paper, &rows, file->meeting.shows_names);
	return NULL;
}

struct fail *meeting_agenda(struct request *q)
{
	const struct agenda_query *form = q->again ? NULL : form_read(q);
	struct meeting_file file = {0};

	TRY(meeting_open(q, q->id, false, &file));
	if (file.meeting.state == MEETING_PLANNED)
		return FAIL(FAIL_CONFLICT, SAY_meeting_not_frozen);
	struct agenda_page *page = page_of(q, &file, false);
	TRY(fill_voices(q, &file, page));
	page->was_saved = form && form->saved != 0 && form->saved == file.meeting.version;
	return answer_page(q, &PAGE_meeting_agenda, page);
}

/* --- Choosing ------------------------------------------------------------------------------------------- */

static const char *sent(const struct list *typed, const char *name)
{
	for (EACH(const struct typed, one, *typed))
		if (strcmp(one->name, name) == 0)
			return one->value;
	return NULL;
}

/* The fields of the stage's form that belong to this paper. */
static struct list values_of(struct arena *arena, const struct list *values, const struct paper *paper)
{
	const char *prefix = text_join(arena, "value-", paper_scope(arena, paper));
	struct typed *found = arena_many(arena, struct typed, values->count + 1);
	size_t many = 0;

	for (EACH(const struct typed, one, *values))
		if (strncmp(one->name, prefix, strlen(prefix)) == 0)
			found[many++] = *one;
	return (struct list){found, many};
}

static struct json *content_of(struct request *q, const struct meeting_file *file, const struct choose_form *form,
                               const struct paper *paper)
{
	const struct list values = values_of(q->arena, &form->values, paper);
	struct form_rows rows = file->stage_form;

	rows.scope = paper_scope(q->arena, paper);
	return content_read(
		q, &rows,
		content_parse(q->arena, paper->review_version ? paper->chosen_content : paper->review_content),
		&values);
}

static void put_day(struct request *q, struct json *entry, const char *input, const char *text)
{
	struct day due = {0};

	if (text_empty(text))
		return;
	if (!day_read(text, &due))
		form_mistake(q, input, SAY_web_day, NULL);
	else if (days_between(q->today, due) < 0)
		form_mistake(q, input, SAY_review_due_past, NULL);
	else
		json_put(entry, "due", json_new_text(q->arena, day_iso(q->arena, due)));
}

/* One paper's choice as it was sent; NULL: this paper was not on the page. */
static struct json *choice_of(struct request *q, const struct meeting_file *file, const struct choose_form *form,
                              const struct paper *paper)
{
	const char *version = sent(&form->versions, input_of(q->arena, "version", paper));
	const char *decision = sent(&form->decisions, input_of(q->arena, "decision", paper));
	const char *reason = sent(&form->reasons, input_of(q->arena, "reason", paper));
	int choice = decision ? names_index(&choice_names, decision) : CHOICE_NONE;
	struct json *entry = json_new_object(q->arena);
	int64_t number;

	if (!version || !text_number(version, &number) || !paper->is_waiting)
		return NULL;
	if (choice < 0)
		form_mistake(q, input_of(q->arena, "decision", paper), SAY_web_choice, NULL);
	if (choice <= CHOICE_NONE && form->act == ACT_REST)
		choice = CHOICE_APPROVED;
	json_put(entry, "review", json_new_number(q->arena, paper->id));
	json_put(entry, "version", json_new_number(q->arena, number));
	if (choice > CHOICE_NONE)
		json_put(entry, "decision", json_new_text(q->arena, choice_names.codes[choice]));
	json_put(entry, "reason", json_new_text(q->arena, reason ? reason : ""));
	put_day(q, entry, input_of(q->arena, "due", paper), sent(&form->dues, input_of(q->arena, "due", paper)));
	json_put(entry, "content", content_of(q, file, form, paper));
	return entry;
}

/* Cannot be kept: the same page with what was typed, and what is there now beside it. */
static struct fail *typed_again(struct request *q, const struct meeting_file *file, const struct fail *fail)
{
	const int status = fail_status(fail->kind);

	form_mistake(q, "version", fail->say, NULL);
	q->again = true;
	struct agenda_page *page = page_of(q, file, true);
	TRY(fill_voices(q, file, page));
	return answer_page_with(q, status, &PAGE_meeting_agenda, page);
}

struct fail *meeting_choose(struct request *q)
{
	const struct choose_form *form = form_read(q);
	struct json *choices = json_new_list(q->arena);
	struct meeting_file file = {0};
	struct fail *fail;

	db_later_change(q->db, &SQL_meeting_lock, NULL, ARGS(V(q->id)));
	TRY(meeting_open(q, q->id, false, &file));
	fail = meeting_judge(q, &file, MEETING_CHOOSE, form->version);
	if (fail && !meeting_allows(q, &file, MEETING_CHOOSE))
		return fail; /* nothing can be chosen here any more: what was typed comes back to be copied */
	if (fail)
		return typed_again(q, &file, fail);
	for (EACH(const struct paper, paper, file.papers)) {
		struct json *entry = choice_of(q, &file, form, paper);

		if (entry)
			json_add(choices, entry);
	}
	if (q->mistakes.count > 0)
		return form_again(q);
	TRY(db_change(
		q->db, &SQL_meeting_choose, NULL,
		ARGS(V(q->id), V(form->version), V(json_print(q->arena, choices, false)), V(q->viewer.account_id))));
	if (form->act == ACT_NEXT)
		return answer_redirect(q, "/meetings/%lld/sign-off", (long long)q->id);
	return answer_redirect(q, "/meetings/%lld/agenda?saved=%lld", (long long)q->id, (long long)form->version + 1);
}
