/* review_queue.c: what waits for whoever decides, first due first, and what they decided lately. */
#include <stddef.h>

#include "pages_review.h"
#include "review/review.h"
#include "review/review_pages.h"
#include "sql_review.h"
#include "web/answer.h"
#include "web/form.h"

#define LINES_ON_A_PAGE 50
#define DECIDED_ON_A_PAGE 10
#define STOPPED_ON_A_PAGE 20
#define MEMBERS (WHO(ROLE_MEMBER) | WHO(ROLE_CHAIR) | WHO(ROLE_DEPUTY))

/* Page by page: what comes after the last line of the page before. */
struct queue_form {
	struct day after_due;
	int64_t after;
};
static const struct input queue_inputs[] = {
	{"after_due", INPUT_DAY,    offsetof(struct queue_form, after_due), 0,         false, SAY_NOTHING, NULL},
	{"after",     INPUT_NUMBER, offsetof(struct queue_form, after),     INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form review_queue_form = FORM(struct queue_form, queue_inputs);

struct decided_line {
	int64_t id;
	enum review_state state;
	struct moment decided_at;
	int64_t sheet_id;
	const char *item_number;
	const char *item_title;
	const char *department;
	const char *stage_title;
};
static const struct field decided_line_fields[] = {
	FIELD(struct decided_line, id),          FIELD_NAMED(struct decided_line, state, review_state_names),
	FIELD(struct decided_line, decided_at),  FIELD(struct decided_line, sheet_id),
	FIELD(struct decided_line, item_number), FIELD(struct decided_line, item_title),
	FIELD(struct decided_line, department),  FIELD(struct decided_line, stage_title),
};
const struct shape decided_line_shape = SHAPE(struct decided_line, decided_line_fields);

/* A sheet that left the viewer's body because another one returned it. */
struct stopped_line {
	int64_t id;
	const char *item_number;
	const char *item_title;
	const char *department;
	const char *stage_title;
	const char *body;
	const char *by_body;
	struct moment decided_at;
	const char *reason;
	const char *to_stage; /* NULL: to the department */
};
static const struct field stopped_line_fields[] = {
	FIELD(struct stopped_line, id),          FIELD(struct stopped_line, item_number),
	FIELD(struct stopped_line, item_title),  FIELD(struct stopped_line, department),
	FIELD(struct stopped_line, stage_title), FIELD(struct stopped_line, body),
	FIELD(struct stopped_line, by_body),     FIELD(struct stopped_line, decided_at),
	FIELD(struct stopped_line, reason),      FIELD(struct stopped_line, to_stage),
};
const struct shape stopped_line_shape = SHAPE(struct stopped_line, stopped_line_fields);

struct queue_page {
	struct list lines;   /* struct queue_line */
	struct list stopped; /* struct stopped_line */
	struct list decided; /* struct decided_line */
	int64_t count;
	bool has_more;
	bool is_later_page;
	struct day last_due;
	int64_t last_id;
	bool may_approve; /* several at once: the viewer decides one of the lines at least */
};
static const struct field queue_page_fields[] = {
	FIELD_LIST(struct queue_page, lines, queue_line_shape),
	FIELD_LIST(struct queue_page, stopped, stopped_line_shape),
	FIELD_LIST(struct queue_page, decided, decided_line_shape),
	FIELD(struct queue_page, count),
	FIELD(struct queue_page, has_more),
	FIELD(struct queue_page, is_later_page),
	FIELD(struct queue_page, last_due),
	FIELD(struct queue_page, last_id),
	FIELD(struct queue_page, may_approve),
};
const struct shape queue_page_shape = SHAPE(struct queue_page, queue_page_fields);

struct fail *review_queue(struct request *q)
{
	const struct queue_form *form = form_read(q);
	const struct day from = day_is(form->after_due) ? form->after_due : (struct day){1900, 1, 1};
	struct queue_page *page = arena_new(q->arena, struct queue_page);

	review_queue_later(q, from, form->after, LINES_ON_A_PAGE + 1, &page->lines);
	db_later_many(q->db, &SQL_review_decided, &page->decided, ARGS(V(q->viewer.account_id), V(DECIDED_ON_A_PAGE)));
	if (q->viewer.roles & MEMBERS)
		db_later_many(q->db, &SQL_review_stopped, &page->stopped,
		              ARGS(V(q->viewer.account_id), V(STOPPED_ON_A_PAGE)));
	TRY(db_collect(q->db));
	page->is_later_page = day_is(form->after_due);
	page->has_more = page->lines.count > LINES_ON_A_PAGE;
	if (page->has_more)
		page->lines.count = LINES_ON_A_PAGE;
	page->count = (int64_t)page->lines.count;
	for (EACH(const struct queue_line, line, page->lines))
		page->may_approve = page->may_approve || line->decides;
	for (EACH(struct queue_line, line, page->lines))
		line->is_beside_ticks = page->may_approve;
	if (page->lines.count > 0) {
		const struct queue_line *last = LIST_AT(struct queue_line, page->lines, page->lines.count - 1);
		page->last_due = last->due_on;
		page->last_id = last->id;
	}
	return answer_page(q, &PAGE_review_queue, page);
}
