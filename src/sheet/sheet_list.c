/* sheet_list.c: the year's sheets as a task list along the plan's tree. */
#include <stddef.h>
#include <string.h>

#include "pages_sheet.h"
#include "round/round.h"
#include "sheet/sheet.h"
#include "sheet/sheet_pages.h"
#include "sql_sheet.h"
#include "web/answer.h"
#include "web/form.h"

#define LINES_ON_A_PAGE 100

struct list_form {
	int64_t round;
	int64_t department;
	const char *state;
	int64_t after; /* the item's position in the plan */
};
static const struct input list_inputs[] = {
	{"round",      INPUT_NUMBER, offsetof(struct list_form, round),      INT32_MAX, false, SAY_NOTHING, NULL},
	{"department", INPUT_NUMBER, offsetof(struct list_form, department), INT32_MAX, false, SAY_NOTHING, NULL},
	{"state",      INPUT_LINE,   offsetof(struct list_form, state),      20,        false, SAY_NOTHING, NULL},
	{"after",      INPUT_NUMBER, offsetof(struct list_form, after),      INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form sheet_list_form = FORM(struct list_form, list_inputs);

/* One line of the list. */
struct sheet_line {
	int64_t id;
	enum sheet_state state;
	struct day due_on;
	bool is_late;
	const char *grade;
	const char *grade_label;
	const char *excerpt;
	int64_t version;
	bool is_correction;
	const char *in_charge;
	const char *item_number;
	const char *item_title;
	bool is_priority;
	int64_t item_position;
	const char *heading;
	int64_t department_id;
	const char *department;
	const char *stage_title;
	bool is_open;
	int64_t days_late;
	const char *reason;
	int64_t parts; /* of contributing departments */
	int64_t parts_in;
	int64_t part_id; /* the viewer's own that is still to be written; 0: none */
	const char *part_department;
	const char *part_reason; /* why it was handed back */
	/* laid out */
	bool is_untouched; /* a draft that nobody has written in */
	bool is_draft;
	bool is_returned;
	bool is_reviewing;
	bool is_finished;
	bool may_write;
	bool may_write_part;
	bool awaits_parts;
};
static const struct field sheet_line_fields[] = {
	FIELD(struct sheet_line, id),
	FIELD_NAMED(struct sheet_line, state, sheet_state_names),
	FIELD(struct sheet_line, due_on),
	FIELD(struct sheet_line, is_late),
	FIELD(struct sheet_line, grade),
	FIELD(struct sheet_line, grade_label),
	FIELD(struct sheet_line, excerpt),
	FIELD(struct sheet_line, version),
	FIELD(struct sheet_line, is_correction),
	FIELD(struct sheet_line, in_charge),
	FIELD(struct sheet_line, item_number),
	FIELD(struct sheet_line, item_title),
	FIELD(struct sheet_line, is_priority),
	FIELD(struct sheet_line, item_position),
	FIELD(struct sheet_line, heading),
	FIELD(struct sheet_line, department_id),
	FIELD(struct sheet_line, department),
	FIELD(struct sheet_line, stage_title),
	FIELD(struct sheet_line, is_open),
	FIELD(struct sheet_line, days_late),
	FIELD(struct sheet_line, reason),
	FIELD(struct sheet_line, is_untouched),
	FIELD(struct sheet_line, is_draft),
	FIELD(struct sheet_line, is_returned),
	FIELD(struct sheet_line, is_reviewing),
	FIELD(struct sheet_line, is_finished),
	FIELD(struct sheet_line, may_write),
	FIELD(struct sheet_line, parts),
	FIELD(struct sheet_line, parts_in),
	FIELD(struct sheet_line, part_id),
	FIELD(struct sheet_line, part_department),
	FIELD(struct sheet_line, part_reason),
	FIELD(struct sheet_line, may_write_part),
	FIELD(struct sheet_line, awaits_parts),
};
const struct shape sheet_line_shape = SHAPE(struct sheet_line, sheet_line_fields);

/* The lines under one heading of the plan's tree. */
struct sheet_group {
	const char *heading;
	struct list lines;
};
static const struct field sheet_group_fields[] = {
	FIELD(struct sheet_group, heading),
	FIELD_LIST(struct sheet_group, lines, sheet_line_shape),
};
static const struct shape sheet_group_shape = SHAPE(struct sheet_group, sheet_group_fields);

struct state_count {
	enum sheet_state state;
	int64_t sheets;
	bool is_chosen;
	int64_t round_id; /* for the link that removes the filter */
	int64_t department;
};
static const struct field state_count_fields[] = {
	FIELD_NAMED(struct state_count, state, sheet_state_names),
	FIELD(struct state_count, sheets),
	FIELD(struct state_count, is_chosen),
	FIELD(struct state_count, round_id),
	FIELD(struct state_count, department),
};
const struct shape state_count_shape = SHAPE(struct state_count, state_count_fields);

struct department_option {
	int64_t id;
	const char *title;
	bool is_chosen;
};
static const struct field department_option_fields[] = {
	FIELD(struct department_option, id),
	FIELD(struct department_option, title),
	FIELD(struct department_option, is_chosen),
};
const struct shape department_option_shape = SHAPE(struct department_option, department_option_fields);

struct sheet_list_page {
	bool has_rounds;
	struct round_option round;
	struct list rounds;      /* struct round_option */
	struct list departments; /* struct department_option */
	struct list states;      /* struct state_count */
	struct list groups;      /* struct sheet_group */
	int64_t count;           /* of all that fit the filter */
	int64_t department;      /* the filter, for links */
	const char *state;
	const char *department_title;
	struct list chosen_state; /* none or one struct state_count: to be removed */
	bool is_filtered;
	bool has_more;
	int64_t last_position;
};
static const struct field sheet_list_page_fields[] = {
	FIELD(struct sheet_list_page, has_rounds),
	FIELD_PART(struct sheet_list_page, round, round_option_shape),
	FIELD_LIST(struct sheet_list_page, rounds, round_option_shape),
	FIELD_LIST(struct sheet_list_page, departments, department_option_shape),
	FIELD_LIST(struct sheet_list_page, states, state_count_shape),
	FIELD_LIST(struct sheet_list_page, groups, sheet_group_shape),
	FIELD(struct sheet_list_page, count),
	FIELD(struct sheet_list_page, department),
	FIELD(struct sheet_list_page, state),
	FIELD(struct sheet_list_page, department_title),
	FIELD_LIST(struct sheet_list_page, chosen_state, state_count_shape),
	FIELD(struct sheet_list_page, is_filtered),
	FIELD(struct sheet_list_page, has_more),
	FIELD(struct sheet_list_page, last_position),
};
const struct shape sheet_list_page_shape = SHAPE(struct sheet_list_page, sheet_list_page_fields);

static void lay_out_line(const struct viewer *viewer, struct sheet_line *line)
{
	const bool is_written = line->state == SHEET_DRAFT || line->state == SHEET_RETURNED;

	line->is_untouched = line->state == SHEET_DRAFT && line->version == 1 && text_empty(line->excerpt);
	line->is_draft = line->state == SHEET_DRAFT && !line->is_untouched;
	line->is_returned = line->state == SHEET_RETURNED;
	line->is_reviewing = line->state == SHEET_REVIEWING;
	line->is_finished = line->state == SHEET_SETTLED || line->state == SHEET_EXCLUDED;
	line->may_write =
		is_written && line->is_open && viewer_has_for_department(viewer, ROLE_AUTHOR, line->department_id);
	line->may_write_part = line->is_open && line->part_id != 0;
	line->awaits_parts = is_written && line->parts_in < line->parts;
}

static struct list grouped(struct request *q, struct list lines)
{
	struct sheet_group *groups = arena_many(q->arena, struct sheet_group, lines.count);
	size_t count = 0;

	for (EACH(struct sheet_line, line, lines)) {
		lay_out_line(&q->viewer, line);
		if (count == 0 || !text_same(groups[count - 1].heading, line->heading))
			groups[count++] = (struct sheet_group){
				line->heading, {line, 0}
                        };
		groups[count - 1].lines.count++;
	}
	return (struct list){groups, count};
}

/* Counts what fits and marks what is chosen; a state that does not exist filters nothing. */
static void fill_filter(struct sheet_list_page *page, const struct list_form *form)
{
	for (EACH(struct state_count, state, page->states)) {
		state->is_chosen = text_same(sheet_state_names.codes[state->state], page->state);
		state->round_id = page->round.id;
		state->department = page->department;
		if (state->is_chosen)
			page->chosen_state = (struct list){state, 1};
		if (page->state[0] == '\0' || state->is_chosen)
			page->count += state->sheets;
	}
	for (EACH(struct department_option, option, page->departments)) {
		option->is_chosen = option->id == form->department;
		if (option->is_chosen)
			page->department_title = option->title;
	}
	page->is_filtered = page->department_title || page->chosen_state.count > 0;
}

static struct fail *read_lines(struct request *q, const struct list_form *form, struct sheet_list_page *page)
{
	struct list lines;

	db_later_many(q->db, &SQL_sheet_list, &lines,
	              ARGS(V(q->viewer.account_id), V(page->round.id), V(form->department), V(page->state),
	                   V(form->after), V(LINES_ON_A_PAGE + 1)));
	db_later_many(q->db, &SQL_sheet_counts, &page->states,
	              ARGS(V(q->viewer.account_id), V(page->round.id), V(form->department)));
	db_later_many(q->db, &SQL_sheet_departments, &page->departments,
	              ARGS(V(q->viewer.account_id), V(page->round.id)));
	TRY(db_collect(q->db));
	page->has_more = lines.count > LINES_ON_A_PAGE;
	if (page->has_more)
		lines.count = LINES_ON_A_PAGE;
	if (lines.count > 0)
		page->last_position = LIST_AT(struct sheet_line, lines, lines.count - 1)->item_position;
	page->groups = grouped(q, lines);
	fill_filter(page, form);
	return NULL;
}

struct fail *sheet_list(struct request *q)
{
	const struct list_form *form = form_read(q);
	struct sheet_list_page *page = arena_new(q->arena, struct sheet_list_page);

	page->state = names_index(&sheet_state_names, form->state ? form->state : "") < 0 ? "" : form->state;
	page->department = form->department;
	TRY(round_options(q, &page->rounds));
	const struct round_option *round = round_choose(page->rounds, form->round);
	if (!round)
		return answer_page(q, &PAGE_sheet_list, page);
	page->has_rounds = true;
	page->round = *round;
	TRY(read_lines(q, form, page));
	return answer_page(q, &PAGE_sheet_list, page);
}
