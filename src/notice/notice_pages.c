/* notice_pages.c: what a person is told on the screen: home, 'what I must do now'. */
#include "notice/notice_pages.h"

#include "account/own.h"
#include "meeting/meeting.h"
#include "notice/told.h"
#include "pages_notice.h"
#include "question/question.h"
#include "review/review.h"
#include "sql_notice.h"
#include "web/answer.h"

#define NEWS_AT_HOME 5
#define TASKS_AT_HOME 20
#define QUESTIONS_AT_HOME 10
#define MEETINGS_AT_HOME 10
#define EXCERPT_CHARS 60

/* A sheet that the viewer's department has to write. */
struct task_line {
	int64_t id;
	enum sheet_state state;
	struct day due_on;
	const char *item_number;
	const char *item_title;
	const char *department;
	const char *round_title;
	const char *plan_title;
	int64_t days_late;
	int64_t total; /* of all that wait, not only of those shown */
	bool is_untouched;
	const char *reason;
	bool is_correction;
	const char *in_charge;
	const char *waits_for; /* departments whose parts are missing shortly before it is due */
	bool is_returned;
};
static const struct field task_line_fields[] = {
	FIELD(struct task_line, id),
	FIELD_NAMED(struct task_line, state, sheet_state_names),
	FIELD(struct task_line, due_on),
	FIELD(struct task_line, item_number),
	FIELD(struct task_line, item_title),
	FIELD(struct task_line, department),
	FIELD(struct task_line, round_title),
	FIELD(struct task_line, plan_title),
	FIELD(struct task_line, days_late),
	FIELD(struct task_line, total),
	FIELD(struct task_line, is_untouched),
	FIELD(struct task_line, reason),
	FIELD(struct task_line, is_correction),
	FIELD(struct task_line, in_charge),
	FIELD(struct task_line, waits_for),
	FIELD(struct task_line, is_returned),
};
const struct shape task_line_shape = SHAPE(struct task_line, task_line_fields);

/* A part that the viewer's department has to write into another one's sheet. */
struct part_line {
	int64_t id;
	struct day due_on;
	const char *item_number;
	const char *item_title;
	const char *department; /* the lead */
	const char *part_department;
	const char *round_title;
	const char *plan_title;
	int64_t days_late;
	int64_t total; /* of all that wait, not only of those shown */
	bool is_untouched;
	const char *reason; /* why it was handed back */
};
static const struct field part_line_fields[] = {
	FIELD(struct part_line, id),           FIELD(struct part_line, due_on),
	FIELD(struct part_line, item_number),  FIELD(struct part_line, item_title),
	FIELD(struct part_line, department),   FIELD(struct part_line, part_department),
	FIELD(struct part_line, round_title),  FIELD(struct part_line, plan_title),
	FIELD(struct part_line, days_late),    FIELD(struct part_line, total),
	FIELD(struct part_line, is_untouched), FIELD(struct part_line, reason),
};
const struct shape part_line_shape = SHAPE(struct part_line, part_line_fields);

/* A round that is under way, for those who see everything. */
struct under_way_line {
	int64_t id;
	const char *title;
	const char *plan_title;
	struct day due_on;
	int64_t sheets;
	int64_t submitted;
	int64_t settled;
	int64_t late;
};
static const struct field under_way_line_fields[] = {
	FIELD(struct under_way_line, id),         FIELD(struct under_way_line, title),
	FIELD(struct under_way_line, plan_title), FIELD(struct under_way_line, due_on),
	FIELD(struct under_way_line, sheets),     FIELD(struct under_way_line, submitted),
	FIELD(struct under_way_line, settled),    FIELD(struct under_way_line, late),
};
const struct shape under_way_line_shape = SHAPE(struct under_way_line, under_way_line_fields);

/* What went on without the viewer, who was away as head: to be seen afterwards. */
struct view_line {
	int64_t id;
	struct moment decided_at;
	const char *item_number;
	const char *item_title;
	const char *department;
	const char *stage_title;
	const char *decider;
	const char *reason;
};
static const struct field view_line_fields[] = {
	FIELD(struct view_line, id),         FIELD(struct view_line, decided_at), FIELD(struct view_line, item_number),
	FIELD(struct view_line, item_title), FIELD(struct view_line, department), FIELD(struct view_line, stage_title),
	FIELD(struct view_line, decider),    FIELD(struct view_line, reason),
};
const struct shape view_line_shape = SHAPE(struct view_line, view_line_fields);

struct home_page {
	bool is_author;
	bool is_reviewer;
	bool sees_all;
	bool has_no_role;
	struct last_sign_in last;
	struct list news; /* struct told_line */
	int64_t news_total;
	struct list to_write; /* struct task_line */
	int64_t to_write_total;
	bool has_more_to_write;
	struct list parts_to_write; /* struct part_line */
	int64_t parts_total;
	bool has_more_parts;
	struct list meetings;    /* struct meeting_ahead */
	struct list to_review;   /* struct queue_line */
	int64_t to_review_count; /* of those shown */
	bool has_more_to_review;
	struct list to_view;   /* struct view_line */
	struct list questions; /* struct question_line: to be answered, or approved as head */
	int64_t question_total;
	int64_t open_questions; /* for those who see all */
	struct list under_way;  /* struct under_way_line */
};
static const struct field home_page_fields[] = {
	FIELD(struct home_page, is_author),
	FIELD(struct home_page, is_reviewer),
	FIELD(struct home_page, sees_all),
	FIELD(struct home_page, has_no_role),
	FIELD_PART(struct home_page, last, last_sign_in_shape),
	FIELD_LIST(struct home_page, news, told_line_shape),
	FIELD(struct home_page, news_total),
	FIELD_LIST(struct home_page, to_write, task_line_shape),
	FIELD(struct home_page, to_write_total),
	FIELD(struct home_page, has_more_to_write),
	FIELD_LIST(struct home_page, parts_to_write, part_line_shape),
	FIELD(struct home_page, parts_total),
	FIELD(struct home_page, has_more_parts),
	FIELD_LIST(struct home_page, meetings, meeting_ahead_shape),
	FIELD_LIST(struct home_page, to_review, queue_line_shape),
	FIELD(struct home_page, to_review_count),
	FIELD(struct home_page, has_more_to_review),
	FIELD_LIST(struct home_page, to_view, view_line_shape),
	FIELD_LIST(struct home_page, questions, question_line_shape),
	FIELD(struct home_page, question_total),
	FIELD(struct home_page, open_questions),
	FIELD_LIST(struct home_page, under_way, under_way_line_shape),
};
const struct shape home_page_shape = SHAPE(struct home_page, home_page_fields);

#define REVIEWERS (WHO(ROLE_HEAD) | WHO(ROLE_SECRETARIAT) | WHO(ROLE_MEMBER) | WHO(ROLE_CHAIR) | WHO(ROLE_DEPUTY))
#define SITTING (WHO(ROLE_MEMBER) | WHO(ROLE_CHAIR) | WHO(ROLE_DEPUTY))
#define ANSWERING (WHO(ROLE_AUTHOR) | WHO(ROLE_HEAD))
#define SEEING_ALL (WHO(ROLE_SECRETARIAT) | WHO(ROLE_ADMINISTRATOR) | WHO(ROLE_AUDITOR))

static void cut(struct list *list, bool *out_has_more)
{
	*out_has_more = list->count > TASKS_AT_HOME;
	if (*out_has_more)
		list->count = TASKS_AT_HOME;
}

static void lay_out(struct arena *arena, struct home_page *page)
{
	for (EACH(struct question_line, question, page->questions)) {
		question->text = text_excerpt(arena, question->text, EXCERPT_CHARS);
		page->question_total = question->total;
	}
	for (EACH(struct task_line, task, page->to_write)) {
		task->is_returned = task->state == SHEET_RETURNED;
		page->to_write_total = task->total;
	}
	for (EACH(struct part_line, part, page->parts_to_write))
		page->parts_total = part->total;
	for (EACH(struct told_line, line, page->news))
		page->news_total = line->total;
	cut(&page->to_write, &page->has_more_to_write);
	cut(&page->parts_to_write, &page->has_more_parts);
	cut(&page->to_review, &page->has_more_to_review);
	page->to_review_count = (int64_t)page->to_review.count;
}

struct fail *notice_home(struct request *q)
{
	struct home_page *page = arena_new(q->arena, struct home_page);
	struct question_count count = {0};
	bool told;

	page->is_author = viewer_has(&q->viewer, ROLE_AUTHOR);
	page->is_reviewer = q->viewer.roles & REVIEWERS;
	page->sees_all = q->viewer.roles & SEEING_ALL;
	page->has_no_role = q->viewer.roles == 0;
	account_last_later(q, &page->last, &told);
	told_news_later(q, NEWS_AT_HOME, &page->news);
	if (page->is_author) {
		db_later_many(q->db, &SQL_notice_to_write, &page->to_write,
		              ARGS(V(q->viewer.account_id), V(TASKS_AT_HOME + 1)));
		db_later_many(q->db, &SQL_notice_parts_to_write, &page->parts_to_write,
		              ARGS(V(q->viewer.account_id), V(TASKS_AT_HOME + 1)));
	}
	if (q->viewer.roles & SITTING)
		meetings_ahead_later(q, MEETINGS_AT_HOME, &page->meetings);
	if (page->is_reviewer)
		review_queue_later(q, (struct day){1900, 1, 1}, 0, TASKS_AT_HOME + 1, &page->to_review);
	if (q->viewer.roles & ANSWERING)
		question_waiting_later(q, QUESTIONS_AT_HOME, &page->questions);
	if (viewer_has(&q->viewer, ROLE_HEAD))
		db_later_many(q->db, &SQL_notice_to_view, &page->to_view,
		              ARGS(V(q->viewer.account_id), V(TASKS_AT_HOME)));
	if (page->sees_all) {
		db_later_many(q->db, &SQL_notice_under_way, &page->under_way, NO_ARGS);
		question_count_later(q, &count);
	}
	TRY(db_collect(q->db));
	page->open_questions = count.open;
	account_last_told(&page->last, told);
	told_lay_out(q, page->news, "/");
	lay_out(q->arena, page);
	return answer_page(q, &PAGE_notice_home, page);
}
