/* round_pages.c: the progress of a collection: per department, and who holds what since when. */
#include "round/round_pages.h"

#include <stddef.h>

#include "assignment/holder.h"
#include "pages_round.h"
#include "round/round.h"
#include "sql_round.h"
#include "web/answer.h"
#include "web/form.h"

struct progress_form {
	int64_t round;
};
static const struct input progress_inputs[] = {
	{"round", INPUT_NUMBER, offsetof(struct progress_form, round), INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form round_progress_form = FORM(struct progress_form, progress_inputs);

struct progress_line {
	int64_t round_id; /* for the link to its sheets */
	int64_t department_id;
	const char *department;     /* as it was called in the round's year */
	const char *department_now; /* who answers for it today, where that reads differently */
	int64_t sheets;
	int64_t untouched;
	int64_t drafts;
	int64_t reviewing;
	int64_t returned;
	int64_t settled;
	int64_t excluded;
	int64_t late;
	int64_t days_late;
	int64_t parts_open; /* that it owes to the sheets of others */
	bool is_vacant;     /* nobody writes for it today */
	bool is_finished;
};
static const struct field progress_line_fields[] = {
	FIELD(struct progress_line, round_id),   FIELD(struct progress_line, department_id),
	FIELD(struct progress_line, department), FIELD(struct progress_line, sheets),
	FIELD(struct progress_line, untouched),  FIELD(struct progress_line, drafts),
	FIELD(struct progress_line, reviewing),  FIELD(struct progress_line, returned),
	FIELD(struct progress_line, settled),    FIELD(struct progress_line, excluded),
	FIELD(struct progress_line, late),       FIELD(struct progress_line, days_late),
	FIELD(struct progress_line, is_vacant),  FIELD(struct progress_line, is_finished),
	FIELD(struct progress_line, parts_open), FIELD(struct progress_line, department_now),
};
const struct shape progress_line_shape = SHAPE(struct progress_line, progress_line_fields);

struct holder_line {
	const char *stage_title;
	int64_t stage_position;
	const char *kind;
	int64_t desk_id;
	const char *desk;   /* NULL: the secretariat */
	const char *people; /* who decides there today */
	int64_t sheets;
	struct moment since;
	struct day due_on;
	int64_t days_late;
};
static const struct field holder_line_fields[] = {
	FIELD(struct holder_line, stage_title), FIELD(struct holder_line, stage_position),
	FIELD(struct holder_line, kind),        FIELD(struct holder_line, desk),
	FIELD(struct holder_line, desk_id),     FIELD(struct holder_line, people),
	FIELD(struct holder_line, sheets),      FIELD(struct holder_line, since),
	FIELD(struct holder_line, due_on),      FIELD(struct holder_line, days_late),
};
const struct shape holder_line_shape = SHAPE(struct holder_line, holder_line_fields);

/* A stage of the round at which a body decides. */
struct stage_line {
	int64_t id;
	const char *title;
	const char *body;
	int64_t selected; /* sheets that it looks at; 0: all */
	struct moment selected_at;
	const char *chooser;
};
static const struct field stage_line_fields[] = {
	FIELD(struct stage_line, id),       FIELD(struct stage_line, title),       FIELD(struct stage_line, body),
	FIELD(struct stage_line, selected), FIELD(struct stage_line, selected_at), FIELD(struct stage_line, chooser),
};
const struct shape stage_line_shape = SHAPE(struct stage_line, stage_line_fields);

struct progress_page {
	bool has_rounds;
	struct round_option round;
	struct list rounds;  /* struct round_option */
	struct list lines;   /* struct progress_line */
	struct list holders; /* struct holder_line */
	struct list stages;  /* struct stage_line */
	struct list people;  /* struct holder: at their desks */
	bool may_set;        /* the viewer runs the round */
	struct progress_line total;
};
static const struct field progress_page_fields[] = {
	FIELD(struct progress_page, has_rounds),
	FIELD_PART(struct progress_page, round, round_option_shape),
	FIELD_LIST(struct progress_page, rounds, round_option_shape),
	FIELD_LIST(struct progress_page, lines, progress_line_shape),
	FIELD_LIST(struct progress_page, holders, holder_line_shape),
	FIELD_LIST(struct progress_page, stages, stage_line_shape),
	FIELD(struct progress_page, may_set),
	FIELD_PART(struct progress_page, total, progress_line_shape),
};
const struct shape progress_page_shape = SHAPE(struct progress_page, progress_page_fields);

static void add_up(struct progress_page *page)
{
	struct progress_line *total = &page->total;

	for (EACH(struct progress_line, line, page->lines)) {
		total->sheets += line->sheets;
		total->untouched += line->untouched;
		total->drafts += line->drafts;
		total->reviewing += line->reviewing;
		total->returned += line->returned;
		total->settled += line->settled;
		total->excluded += line->excluded;
		total->late += line->late;
		total->parts_open += line->parts_open;
		if (line->days_late > total->days_late)
			total->days_late = line->days_late;
		line->round_id = page->round.id;
		line->is_finished = line->settled == line->sheets && line->parts_open == 0;
	}
}

static void read_lines_later(struct request *q, int64_t round, struct progress_page *page)
{
	db_later_many(q->db, &SQL_round_progress, &page->lines, ARGS(V(round)));
	db_later_many(q->db, &SQL_round_holders, &page->holders, ARGS(V(round)));
	db_later_many(q->db, &SQL_round_stages, &page->stages, ARGS(V(round)));
	db_later_many(q->db, &SQL_round_deciders, &page->people, ARGS(V(round)));
}

/* A round that the address names is read together with the list of rounds; another one, once the list has said which. */
struct fail *round_progress(struct request *q)
{
	const struct progress_form *form = form_read(q);
	struct progress_page *page = arena_new(q->arena, struct progress_page);

	db_later_many(q->db, &SQL_round_all, &page->rounds, NO_ARGS);
	read_lines_later(q, form->round, page);
	TRY(db_collect(q->db));
	const struct round_option *round = round_choose(page->rounds, form->round);
	if (!round)
		return answer_page(q, &PAGE_round_progress, page);
	page->has_rounds = true;
	page->round = *round;
	if (round->id != form->round) {
		read_lines_later(q, round->id, page);
		TRY(db_collect(q->db));
	}
	page->may_set = viewer_has(&q->viewer, ROLE_SECRETARIAT);
	for (EACH(struct holder_line, line, page->holders))
		line->people = holder_words(q, &page->people, line->kind, line->desk_id);
	add_up(page);
	return answer_page(q, &PAGE_round_progress, page);
}
