/* question.c: reads questions and asks them. Answering is question_pages.c's. */
#include "question/question.h"

#include <assert.h>

#include "sql_question.h"

static const char *const state_codes[] = {
	[QUESTION_ASKED] = "asked",
	[QUESTION_WRITTEN] = "written",
	[QUESTION_ANSWERED] = "answered",
};
static const enum say state_labels[] = {
	[QUESTION_ASKED] = SAY_question_asked,
	[QUESTION_WRITTEN] = SAY_question_written,
	[QUESTION_ANSWERED] = SAY_question_answered,
};
static_assert(sizeof state_codes / sizeof *state_codes == QUESTION_STATES, "every state has a name");
static_assert(sizeof state_labels / sizeof *state_labels == QUESTION_STATES, "every state has a label");
const struct names question_state_names = {state_codes, state_labels, QUESTION_STATES};

static const struct field question_fields[] = {
	FIELD(struct question, for_review),    FIELD(struct question, id),
	FIELD(struct question, version),       FIELD_NAMED(struct question, state, question_state_names),
	FIELD(struct question, sheet_id),      FIELD(struct question, review_id),
	FIELD(struct question, body_id),       FIELD(struct question, body),
	FIELD(struct question, stage_title),   FIELD(struct question, edition),
	FIELD(struct question, text),          FIELD(struct question, asker),
	FIELD(struct question, asked_at),      FIELD(struct question, answer),
	FIELD(struct question, answerer),      FIELD(struct question, answered_at),
	FIELD(struct question, remark),        FIELD(struct question, releaser),
	FIELD(struct question, released_at),   FIELD_NAMED(struct question, sheet_state, sheet_state_names),
	FIELD(struct question, sheet_edition), FIELD(struct question, department_id),
	FIELD(struct question, department),    FIELD(struct question, item_number),
	FIELD(struct question, item_title),    FIELD(struct question, round_title),
	FIELD(struct question, fiscal_year),   FIELD(struct question, needs_release),
	FIELD(struct question, is_waiting),    FIELD(struct question, is_written),
	FIELD(struct question, shows_names),
};
const struct shape question_shape = SHAPE(struct question, question_fields);

static const struct field question_line_fields[] = {
	FIELD(struct question_line, id),
	FIELD_NAMED(struct question_line, state, question_state_names),
	FIELD(struct question_line, asked_at),
	FIELD(struct question_line, text),
	FIELD(struct question_line, body),
	FIELD(struct question_line, asker),
	FIELD(struct question_line, item_number),
	FIELD(struct question_line, item_title),
	FIELD(struct question_line, department),
	FIELD(struct question_line, round_title),
	FIELD(struct question_line, is_handed_back),
	FIELD(struct question_line, total),
};
const struct shape question_line_shape = SHAPE(struct question_line, question_line_fields);

static const struct field question_count_fields[] = {
	FIELD(struct question_count, open),
};
extern const struct shape question_count_shape;
const struct shape question_count_shape = SHAPE(struct question_count, question_count_fields);

void question_of_reviews_later(struct request *q, const char *reviews, bool sees_drafts, struct moment at,
                               struct list *questions)
{
	db_later_many(q->db, &SQL_question_of_reviews, questions, ARGS(V(reviews), V(sees_drafts), V(at)));
}

void question_lay_out(struct list questions, bool shows_names)
{
	for (EACH(struct question, question, questions)) {
		question->is_waiting = question->state == QUESTION_ASKED;
		question->is_written = question->state == QUESTION_WRITTEN;
		question->shows_names = shows_names;
	}
}

int64_t question_open_count(struct list questions)
{
	int64_t count = 0;

	for (EACH(const struct question, question, questions))
		count += question->state != QUESTION_ANSWERED;
	return count;
}

void question_ask_later(struct request *q, int64_t review_id, const char *text)
{
	db_later_change(q->db, &SQL_question_ask, NULL,
	                ARGS(V(review_id), V(q->viewer.account_id), V(q->viewer.name), V(text)));
}

void question_waiting_later(struct request *q, int64_t limit, struct list *lines)
{
	db_later_many(q->db, &SQL_question_waiting, lines, ARGS(V(q->viewer.account_id), V(limit)));
}

void question_count_later(struct request *q, struct question_count *count)
{
	db_later_one(q->db, &SQL_question_count_open, count, NO_ARGS);
}
