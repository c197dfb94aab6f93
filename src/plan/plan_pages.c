/* plan_pages.c: the plans as people read them: the list, and one plan as the printed document has it. */
#include "plan/plan_pages.h"

#include <stdlib.h>

#include "pages_plan.h"
#include "plan/rows.h"
#include "sql_plan.h"
#include "web/answer.h"
#include "web/form.h"

#define SEEING_ALL (WHO(ROLE_SECRETARIAT) | WHO(ROLE_ADMINISTRATOR) | WHO(ROLE_AUDITOR))

struct plan_line {
	int64_t id;
	const char *code;
	const char *title;
	const char *organization;
	int64_t first_year;
	int64_t last_year;
	const char *source;
	int64_t levels;
	int64_t items;
	int64_t evaluated;
	int64_t indicators;
	int64_t rounds;
};
static const struct field plan_line_fields[] = {
	FIELD(struct plan_line, id),           FIELD(struct plan_line, code),       FIELD(struct plan_line, title),
	FIELD(struct plan_line, organization), FIELD(struct plan_line, first_year), FIELD(struct plan_line, last_year),
	FIELD(struct plan_line, source),       FIELD(struct plan_line, levels),     FIELD(struct plan_line, items),
	FIELD(struct plan_line, evaluated),    FIELD(struct plan_line, indicators), FIELD(struct plan_line, rounds),
};
extern const struct shape plan_line_shape;
const struct shape plan_line_shape = SHAPE(struct plan_line, plan_line_fields);

struct plan_indicator {
	int64_t item_id;
	const char *activity;
	const char *name;
	const char *unit;
	bool is_repeat;
	const char *targets; /* 2024：15事業者以上　／　2025：… */
	const char *departments;
};
static const struct field plan_indicator_fields[] = {
	FIELD(struct plan_indicator, item_id),     FIELD(struct plan_indicator, activity),
	FIELD(struct plan_indicator, name),        FIELD(struct plan_indicator, unit),
	FIELD(struct plan_indicator, is_repeat),   FIELD(struct plan_indicator, targets),
	FIELD(struct plan_indicator, departments),
};
extern const struct shape plan_indicator_shape;
const struct shape plan_indicator_shape = SHAPE(struct plan_indicator, plan_indicator_fields);

struct plan_item {
	int64_t id;
	int64_t level;
	const char *number;
	const char *title;
	const char *goal;
	const char *description;
	bool is_priority;
	bool is_evaluated;
	const char *level_title;
	const char *original; /* 再掲: of this item; "" otherwise */
	const char *tags;
	const char *lead;
	const char *contributors;
	bool is_heading;        /* nothing to show but its words: a line over those below it */
	struct list indicators; /* struct plan_indicator */
};
static const struct field plan_item_fields[] = {
	FIELD(struct plan_item, id),
	FIELD(struct plan_item, level),
	FIELD(struct plan_item, number),
	FIELD(struct plan_item, title),
	FIELD(struct plan_item, goal),
	FIELD(struct plan_item, description),
	FIELD(struct plan_item, is_priority),
	FIELD(struct plan_item, is_evaluated),
	FIELD(struct plan_item, level_title),
	FIELD(struct plan_item, original),
	FIELD(struct plan_item, tags),
	FIELD(struct plan_item, lead),
	FIELD(struct plan_item, contributors),
	FIELD(struct plan_item, is_heading),
	FIELD_LIST(struct plan_item, indicators, plan_indicator_shape),
};
extern const struct shape plan_item_shape;
const struct shape plan_item_shape = SHAPE(struct plan_item, plan_item_fields);

/* A top item with all that hangs under it; in a plan of one level, the whole plan. */
struct plan_section {
	int64_t id; /* of the top item: the anchor */
	const char *number;
	const char *title; /* "" in a plan of one level */
	const char *goal;
	const char *description;
	struct list items; /* struct plan_item */
};
static const struct field plan_section_fields[] = {
	FIELD(struct plan_section, id),          FIELD(struct plan_section, number),
	FIELD(struct plan_section, title),       FIELD(struct plan_section, goal),
	FIELD(struct plan_section, description), FIELD_LIST(struct plan_section, items, plan_item_shape),
};
extern const struct shape plan_section_shape;
const struct shape plan_section_shape = SHAPE(struct plan_section, plan_section_fields);

struct plan_stage {
	int64_t id;
	int64_t round_id;
	int64_t position;
	const char *title;
	bool is_head;
	const char *body; /* NULL: the head or the secretariat */
	struct day due_on;
	const char *form;
	int64_t selected;     /* items that go through it; 0: all */
	bool shows_selection; /* whoever sees all may look at which */
	const char *routes;
};
static const struct field plan_stage_fields[] = {
	FIELD(struct plan_stage, id),       FIELD(struct plan_stage, shows_selection),
	FIELD(struct plan_stage, round_id), FIELD(struct plan_stage, position),
	FIELD(struct plan_stage, title),    FIELD(struct plan_stage, is_head),
	FIELD(struct plan_stage, body),     FIELD(struct plan_stage, due_on),
	FIELD(struct plan_stage, form),     FIELD(struct plan_stage, selected),
	FIELD(struct plan_stage, routes),
};
extern const struct shape plan_stage_shape;
const struct shape plan_stage_shape = SHAPE(struct plan_stage, plan_stage_fields);

struct plan_round {
	int64_t id;
	const char *title;
	int64_t fiscal_year;
	struct day opens_on;
	struct day due_on;
	bool is_history;
	bool is_refusing;
	const char *form;
	struct list stages; /* struct plan_stage */
};
static const struct field plan_round_fields[] = {
	FIELD(struct plan_round, id),
	FIELD(struct plan_round, title),
	FIELD(struct plan_round, fiscal_year),
	FIELD(struct plan_round, opens_on),
	FIELD(struct plan_round, due_on),
	FIELD(struct plan_round, is_history),
	FIELD(struct plan_round, is_refusing),
	FIELD(struct plan_round, form),
	FIELD_LIST(struct plan_round, stages, plan_stage_shape),
};
extern const struct shape plan_round_shape;
const struct shape plan_round_shape = SHAPE(struct plan_round, plan_round_fields);

struct plan_list_page {
	bool may_import;
	struct list plans; /* struct plan_line */
};
static const struct field plan_list_page_fields[] = {
	FIELD(struct plan_list_page, may_import),
	FIELD_LIST(struct plan_list_page, plans, plan_line_shape),
};
extern const struct shape plan_list_page_shape;
const struct shape plan_list_page_shape = SHAPE(struct plan_list_page, plan_list_page_fields);

struct plan_show_page {
	struct plan_line plan;
	bool has_sections;    /* more than one: a table of contents helps */
	struct list sections; /* struct plan_section */
	struct list rounds;   /* struct plan_round */
};
static const struct field plan_show_page_fields[] = {
	FIELD_PART(struct plan_show_page, plan, plan_line_shape),
	FIELD(struct plan_show_page, has_sections),
	FIELD_LIST(struct plan_show_page, sections, plan_section_shape),
	FIELD_LIST(struct plan_show_page, rounds, plan_round_shape),
};
extern const struct shape plan_show_page_shape;
const struct shape plan_show_page_shape = SHAPE(struct plan_show_page, plan_show_page_fields);

struct fail *plan_list(struct request *q)
{
	struct plan_list_page *page = arena_new(q->arena, struct plan_list_page);

	page->may_import = viewer_has(&q->viewer, ROLE_SECRETARIAT);
	TRY(db_many(q->db, &SQL_plan_list, &page->plans, NO_ARGS));
	return answer_page(q, &PAGE_plan_list, page);
}

/* Where the item with an id stands in the list. */
struct found_item {
	int64_t id;
	size_t position;
};

static int by_id(const void *a, const void *b)
{
	const struct found_item *one = a, *other = b;

	return (one->id > other->id) - (one->id < other->id);
}

/* Gives each item its indicators. */
static void hand_out_indicators(struct arena *arena, struct list items, struct list indicators)
{
	struct found_item *sorted = arena_many(arena, struct found_item, items.count + 1);

	for (size_t i = 0; i < items.count; i++)
		sorted[i] = (struct found_item){LIST_AT(struct plan_item, items, i)->id, i};
	qsort(sorted, items.count, sizeof *sorted, by_id);
	for (EACH(const struct plan_indicator, indicator, indicators)) {
		const struct found_item wanted = {.id = indicator->item_id};
		const struct found_item *found = bsearch(&wanted, sorted, items.count, sizeof *sorted, by_id);
		struct plan_item *item = found ? LIST_AT(struct plan_item, items, found->position) : NULL;

		if (item)
			*(struct plan_indicator *)rows_add(arena, &item->indicators, sizeof *indicator) = *indicator;
	}
}

static void cut_sections(struct arena *arena, struct plan_show_page *page, struct list items)
{
	struct plan_section *section = NULL;
	bool is_flat = page->plan.levels <= 1;

	for (EACH(struct plan_item, item, items)) {
		item->is_heading = !item->is_evaluated && !item->lead && !*item->original && !item->indicators.count;
		if (!section || (item->level == 1 && !is_flat)) {
			section = rows_add(arena, &page->sections, sizeof *section);
			section->id = item->id;
			section->title = "";
		}
		if (item->level == 1 && !is_flat) {
			section->number = item->number;
			section->title = item->title;
			section->goal = item->goal;
			section->description = item->description;
		}
		if (item->level > 1 || is_flat || !item->is_heading)
			*(struct plan_item *)rows_add(arena, &section->items, sizeof *item) = *item;
	}
	page->has_sections = page->sections.count > 1;
}

static void hand_out_stages(struct arena *arena, struct list rounds, struct list stages)
{
	for (EACH(struct plan_round, round, rounds))
		for (EACH(const struct plan_stage, stage, stages))
			if (stage->round_id == round->id)
				*(struct plan_stage *)rows_add(arena, &round->stages, sizeof *stage) = *stage;
}

struct fail *plan_show(struct request *q)
{
	struct plan_show_page *page = arena_new(q->arena, struct plan_show_page);
	struct list items, indicators, stages;

	db_later_one(q->db, &SQL_plan_find, &page->plan, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_plan_page_items, &items, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_plan_page_indicators, &indicators, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_plan_page_rounds, &page->rounds, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_plan_page_stages, &stages, ARGS(V(q->id)));
	TRY(db_collect(q->db));
	hand_out_indicators(q->arena, items, indicators);
	for (EACH(struct plan_stage, stage, stages))
		stage->shows_selection = stage->shows_selection && (q->viewer.roles & SEEING_ALL);
	hand_out_stages(q->arena, page->rounds, stages);
	cut_sections(q->arena, page, items);
	return answer_page(q, &PAGE_plan_show, page);
}
