/* meeting_plan.c: the list of meetings, and planning one: what waits for which body, and the form for title and day. */
#include <stddef.h>

#include "meeting/meeting.h"
#include "meeting/meeting_pages.h"
#include "pages_meeting.h"
#include "sql_meeting.h"
#include "web/answer.h"
#include "web/form.h"

#define LINES_ON_A_PAGE 50
#define TITLE_CHARS 100
#define NUMBER_CHARS 40
#define PLACE_CHARS 100

/* --- The list ------------------------------------------------------------------------------------------- */

/* Page by page: what comes behind the last line of the page before. */
struct meetings_form {
	struct day before_on;
	int64_t before;
};
static const struct input meetings_inputs[] = {
	{"before_on", INPUT_DAY,    offsetof(struct meetings_form, before_on), 0,         false, SAY_NOTHING, NULL},
	{"before",    INPUT_NUMBER, offsetof(struct meetings_form, before),    INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form meeting_list_form = FORM(struct meetings_form, meetings_inputs);

struct meeting_line {
	int64_t id;
	enum meeting_state state;
	const char *title;
	const char *number;
	bool is_written;
	struct day held_on;
	struct day until_on;
	const char *body;
	const char *stage;
	const char *round;
	const char *plan;
	int64_t papers;
	bool may_sign;
};
static const struct field meeting_line_fields[] = {
	FIELD(struct meeting_line, id),         FIELD_NAMED(struct meeting_line, state, meeting_state_names),
	FIELD(struct meeting_line, title),      FIELD(struct meeting_line, number),
	FIELD(struct meeting_line, is_written), FIELD(struct meeting_line, held_on),
	FIELD(struct meeting_line, until_on),   FIELD(struct meeting_line, body),
	FIELD(struct meeting_line, stage),      FIELD(struct meeting_line, round),
	FIELD(struct meeting_line, plan),       FIELD(struct meeting_line, papers),
	FIELD(struct meeting_line, may_sign),
};
extern const struct shape meeting_line_shape;
const struct shape meeting_line_shape = SHAPE(struct meeting_line, meeting_line_fields);

struct meetings_page {
	struct list lines; /* struct meeting_line */
	bool may_plan;
	bool has_more;
	bool is_later_page;
	struct day last_on;
	int64_t last_id;
};
static const struct field meetings_page_fields[] = {
	FIELD_LIST(struct meetings_page, lines, meeting_line_shape),
	FIELD(struct meetings_page, may_plan),
	FIELD(struct meetings_page, has_more),
	FIELD(struct meetings_page, is_later_page),
	FIELD(struct meetings_page, last_on),
	FIELD(struct meetings_page, last_id),
};
extern const struct shape meetings_page_shape;
const struct shape meetings_page_shape = SHAPE(struct meetings_page, meetings_page_fields);

struct fail *meeting_list(struct request *q)
{
	const struct meetings_form *form = form_read(q);
	const struct day before = day_is(form->before_on) ? form->before_on : (struct day){9999, 12, 31};
	struct meetings_page *page = arena_new(q->arena, struct meetings_page);

	TRY(db_many(q->db, &SQL_meeting_list, &page->lines,
	            ARGS(V(q->viewer.account_id), V(before), V(form->before), V(LINES_ON_A_PAGE + 1))));
	page->may_plan = viewer_has(&q->viewer, ROLE_SECRETARIAT);
	page->is_later_page = day_is(form->before_on);
	page->has_more = page->lines.count > LINES_ON_A_PAGE;
	if (page->has_more) {
		page->lines.count = LINES_ON_A_PAGE;
		const struct meeting_line *last = LIST_AT(struct meeting_line, page->lines, LINES_ON_A_PAGE - 1);
		page->last_on = last->held_on;
		page->last_id = last->id;
	}
	return answer_page(q, &PAGE_meeting_list, page);
}

/* --- Where a meeting can be planned ---------------------------------------------------------------------- */

struct target {
	int64_t stage_id;
	int64_t body_id;
	int64_t round_id;
	int64_t fiscal_year;
	const char *plan;
	const char *round;
	const char *stage;
	const char *body;
	struct day due_on;
	int64_t sheets;
	int64_t meetings;
	int64_t under_way;
};
static const struct field target_fields[] = {
	FIELD(struct target, stage_id),    FIELD(struct target, body_id),  FIELD(struct target, round_id),
	FIELD(struct target, fiscal_year), FIELD(struct target, plan),     FIELD(struct target, round),
	FIELD(struct target, stage),       FIELD(struct target, body),     FIELD(struct target, due_on),
	FIELD(struct target, sheets),      FIELD(struct target, meetings), FIELD(struct target, under_way),
};
extern const struct shape target_shape;
const struct shape target_shape = SHAPE(struct target, target_fields);

static const struct target *target_of(struct list targets, int64_t stage_id, int64_t body_id)
{
	for (EACH(const struct target, target, targets))
		if (target->stage_id == stage_id && target->body_id == body_id)
			return target;
	return NULL;
}

/* --- The form ------------------------------------------------------------------------------------------------ */

/* GET: for which stage and body. */
struct new_form {
	int64_t stage;
	int64_t body;
};
static const struct input new_inputs[] = {
	{"stage", INPUT_NUMBER, offsetof(struct new_form, stage), INT32_MAX, false, SAY_NOTHING, NULL},
	{"body",  INPUT_NUMBER, offsetof(struct new_form, body),  INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form meeting_new_form = FORM(struct new_form, new_inputs);

enum way { WAY_MEETING, WAY_WRITTEN, WAYS };
static const char *const way_codes[] = {[WAY_MEETING] = "meeting", [WAY_WRITTEN] = "written"};
static const struct names way_names = {way_codes, NULL, WAYS};

struct plan_form {
	int64_t version; /* of the meeting; when one is added, there is none yet */
	int64_t stage;
	int64_t body;
	const char *title;
	const char *number;
	const char *place;
	enum way way;
	struct day held_on;
	struct day until_on;
	bool shows_names;
};
#define PLAN_INPUTS                                                                                                   \
	{"title", INPUT_LINE, offsetof(struct plan_form, title), TITLE_CHARS, true, SAY_meeting_title_missing, NULL}, \
		{"number", INPUT_LINE, offsetof(struct plan_form, number), NUMBER_CHARS, false, SAY_NOTHING, NULL},   \
		{"place", INPUT_LINE, offsetof(struct plan_form, place), PLACE_CHARS, false, SAY_NOTHING, NULL},      \
		{"way", INPUT_BUTTON, offsetof(struct plan_form, way), 0, true, SAY_meeting_way_missing, &way_names}, \
		{"held_on", INPUT_DAY, offsetof(struct plan_form, held_on), 0, true, SAY_meeting_day_missing, NULL},  \
		{"until_on", INPUT_DAY, offsetof(struct plan_form, until_on), 0, false, SAY_NOTHING, NULL},           \
	{                                                                                                             \
		"shows_names", INPUT_YES, offsetof(struct plan_form, shows_names), 0, false, SAY_NOTHING, NULL        \
	}
static const struct input add_inputs[] = {
	{"stage", INPUT_NUMBER, offsetof(struct plan_form, stage), INT32_MAX, false, SAY_NOTHING, NULL},
	{"body",  INPUT_NUMBER, offsetof(struct plan_form, body),  INT32_MAX, false, SAY_NOTHING, NULL},
	PLAN_INPUTS,
};
const struct form meeting_add_form = FORM(struct plan_form, add_inputs);
static const struct input edit_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct plan_form, version), 0, true, SAY_form_version, NULL},
	PLAN_INPUTS,
};
const struct form meeting_edit_form = FORM(struct plan_form, edit_inputs);

struct plan_page {
	struct list targets; /* struct target: what waits, while none is chosen */
	bool is_chosen;
	bool is_new;
	int64_t id;
	int64_t version;
	int64_t stage_id;
	int64_t body_id;
	const char *plan;
	const char *round;
	const char *stage;
	const char *body;
	const char *heading; /* of an existing one */
	const char *title;
	const char *number;
	const char *place;
	const char *held_on;
	const char *until_on;
	bool is_written;
	bool is_meeting;
	bool shows_names;
	const char *title_mistake;
	const char *number_mistake;
	const char *place_mistake;
	const char *way_mistake;
	const char *held_on_mistake;
	const char *until_on_mistake;
};
static const struct field plan_page_fields[] = {
	FIELD_LIST(struct plan_page, targets, target_shape),
	FIELD(struct plan_page, is_chosen),
	FIELD(struct plan_page, is_new),
	FIELD(struct plan_page, id),
	FIELD(struct plan_page, version),
	FIELD(struct plan_page, stage_id),
	FIELD(struct plan_page, body_id),
	FIELD(struct plan_page, plan),
	FIELD(struct plan_page, round),
	FIELD(struct plan_page, stage),
	FIELD(struct plan_page, body),
	FIELD(struct plan_page, heading),
	FIELD(struct plan_page, title),
	FIELD(struct plan_page, number),
	FIELD(struct plan_page, place),
	FIELD(struct plan_page, held_on),
	FIELD(struct plan_page, until_on),
	FIELD(struct plan_page, is_written),
	FIELD(struct plan_page, is_meeting),
	FIELD(struct plan_page, shows_names),
	FIELD(struct plan_page, title_mistake),
	FIELD(struct plan_page, number_mistake),
	FIELD(struct plan_page, place_mistake),
	FIELD(struct plan_page, way_mistake),
	FIELD(struct plan_page, held_on_mistake),
	FIELD(struct plan_page, until_on_mistake),
};
extern const struct shape plan_page_shape;
const struct shape plan_page_shape = SHAPE(struct plan_page, plan_page_fields);

static const char *typed_or(const struct request *q, const char *name, const char *kept)
{
	const char *typed = q->again ? form_typed(q, name) : NULL;

	return typed ? typed : q->again || !kept ? "" : kept;
}

/* What was typed goes before what is there; mistakes stand at their fields. */
static void fill_form(struct request *q, struct plan_page *page, const struct plan_form *kept)
{
	const char *way = typed_or(q, "way", way_codes[kept->way]);

	page->title = typed_or(q, "title", kept->title);
	page->number = typed_or(q, "number", kept->number);
	page->place = typed_or(q, "place", kept->place);
	page->held_on = typed_or(q, "held_on", day_iso(q->arena, kept->held_on));
	page->until_on = typed_or(q, "until_on", day_iso(q->arena, kept->until_on));
	page->is_written = text_same(way, way_codes[WAY_WRITTEN]);
	page->is_meeting = text_same(way, way_codes[WAY_MEETING]);
	page->shows_names = q->again ? form_typed(q, "shows_names") != NULL : kept->shows_names;
	page->title_mistake = form_mistake_of(q, "title");
	page->number_mistake = form_mistake_of(q, "number");
	page->place_mistake = form_mistake_of(q, "place");
	page->way_mistake = form_mistake_of(q, "way");
	page->held_on_mistake = form_mistake_of(q, "held_on");
	page->until_on_mistake = form_mistake_of(q, "until_on");
}

/* A period has its end, and a meeting none. */
static void check(struct request *q, const struct plan_form *form)
{
	if (form->way == WAY_WRITTEN && !day_is(form->until_on))
		form_mistake(q, "until_on", SAY_meeting_until_missing, NULL);
	else if (form->way == WAY_WRITTEN && days_between(form->held_on, form->until_on) < 0)
		form_mistake(q, "until_on", SAY_meeting_until_before, NULL);
	else if (form->way == WAY_MEETING && day_is(form->until_on))
		form_mistake(q, "until_on", SAY_meeting_until_strange, NULL);
}

static struct plan_form suggested(struct request *q, const struct target *target)
{
	const char *count = text_format(q->arena, "%lld", (long long)target->meetings + 1);

	return (struct plan_form){
		.title = WORDS(q->arena, q->language, SAY_meeting_suggested_title, count, target->body),
		.number = words_say(q->language, SAY_meeting_suggested_number),
		.way = WAY_MEETING,
		.held_on = days_between(q->today, target->due_on) > 0 ? target->due_on : q->today,
	};
}

struct fail *meeting_new(struct request *q)
{
	const struct new_form *form = form_read(q);
	struct plan_page *page = arena_new(q->arena, struct plan_page);
	const struct target *target;

	TRY(db_many(q->db, &SQL_meeting_targets, &page->targets, NO_ARGS));
	page->is_new = true;
	target = target_of(page->targets, form->stage, form->body);
	page->is_chosen = target || q->again;
	if (target) {
		const struct plan_form kept = suggested(q, target);

		page->plan = target->plan;
		page->round = target->round;
		page->stage = target->stage;
		page->body = target->body;
		fill_form(q, page, &kept);
	} else if (q->again) {
		fill_form(q, page, &(struct plan_form){.way = WAY_MEETING});
	}
	page->stage_id = form->stage;
	page->body_id = form->body;
	return answer_page(q, &PAGE_meeting_plan, page);
}

struct meeting_made {
	int64_t id;
};
static const struct field meeting_made_fields[] = {
	FIELD(struct meeting_made, id),
};
extern const struct shape meeting_made_shape;
const struct shape meeting_made_shape = SHAPE(struct meeting_made, meeting_made_fields);

struct fail *meeting_add(struct request *q)
{
	const struct plan_form *form = form_read(q);
	struct meeting_made made;
	struct list targets;

	TRY(db_many(q->db, &SQL_meeting_targets, &targets, NO_ARGS));
	if (!target_of(targets, form->stage, form->body))
		form_mistake(q, "title", SAY_meeting_nothing_waits, NULL);
	check(q, form);
	if (q->mistakes.count > 0)
		return form_again(q);
	TRY(db_one(q->db, &SQL_meeting_add, &made,
	           ARGS(V(form->stage), V(form->body), V(form->title), V(form->number), V(form->place),
	                V(form->way == WAY_WRITTEN), V(form->held_on), V(form->until_on), V(form->shows_names),
	                V(q->viewer.account_id), V(q->viewer.name))));
	return answer_redirect(q, "/meetings/%lld", (long long)made.id);
}

struct fail *meeting_edit(struct request *q)
{
	struct plan_page *page = arena_new(q->arena, struct plan_page);
	struct meeting_file file = {0};
	const struct meeting *meeting = &file.meeting;

	TRY(meeting_find(q, q->id, &file));
	TRY(meeting_judge(q, &file, MEETING_CHANGE, 0));
	page->is_chosen = true;
	page->id = meeting->id;
	page->version = meeting->version;
	page->plan = meeting->plan;
	page->round = meeting->round;
	page->stage = meeting->stage;
	page->body = meeting->body;
	page->heading = meeting->title;
	fill_form(q, page,
	          &(struct plan_form){
			  .title = meeting->title,
			  .number = meeting->number,
			  .place = meeting->place,
			  .way = meeting->is_written ? WAY_WRITTEN : WAY_MEETING,
			  .held_on = meeting->held_on,
			  .until_on = meeting->until_on,
			  .shows_names = meeting->shows_names,
		  });
	return answer_page(q, &PAGE_meeting_plan, page);
}

struct fail *meeting_change(struct request *q)
{
	const struct plan_form *form = form_read(q);
	struct meeting_file file = {0};
	int64_t changed;

	TRY(meeting_find(q, q->id, &file));
	TRY(meeting_judge(q, &file, MEETING_CHANGE, form->version));
	check(q, form);
	if (q->mistakes.count > 0)
		return form_again(q);
	TRY(db_change(q->db, &SQL_meeting_change, &changed,
	              ARGS(V(q->id), V(form->version), V(form->title), V(form->number), V(form->place),
	                   V(form->way == WAY_WRITTEN), V(form->held_on), V(form->until_on), V(form->shows_names),
	                   V(q->viewer.account_id), V(q->viewer.name))));
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_meeting_changed);
	return answer_redirect(q, "/meetings/%lld", (long long)q->id);
}
