/*
 * question.h: questions 質問 that a body's members ask the lead department, and their answers 回答.
 *
 * Whether somebody may answer is workflow's to say, who reads what is the view `hearing` of the database. Asking happens
 * at a review: review's pages call question_ask.
 */
#ifndef CHOSHO_QUESTION_QUESTION_H
#define CHOSHO_QUESTION_QUESTION_H

#include "web/request.h"
#include "workflow/workflow.h"

#define QUESTION_CHARS 2000

enum question_state {
	QUESTION_ASKED,    /* waits for the department */
	QUESTION_WRITTEN,  /* waits for the department's head */
	QUESTION_ANSWERED, /* the body sees the answer */
	QUESTION_STATES
};
extern const struct names question_state_names;

struct question {
	int64_t for_review; /* of those that were asked about */
	int64_t id;
	int64_t version;
	enum question_state state;
	int64_t sheet_id;
	int64_t review_id;
	int64_t body_id;
	const char *body;
	const char *stage_title;
	int64_t edition; /* that it was asked about */
	const char *text;
	const char *asker;
	struct moment asked_at;
	const char *answer; /* NULL: there is none, or the viewer does not see it yet */
	const char *answerer;
	struct moment answered_at;
	const char *remark; /* why the head handed the answer back */
	const char *releaser;
	struct moment released_at;
	enum sheet_state sheet_state;
	int64_t sheet_edition;
	int64_t department_id;
	const char *department;
	const char *item_number;
	const char *item_title;
	const char *round_title;
	int64_t fiscal_year;
	bool needs_release; /* the round wants the head's approval */
	/* laid out for the page */
	bool is_waiting; /* for the department */
	bool is_written; /* for the head */
	bool shows_names;
};
extern const struct shape question_shape;

/* A question in a list. */
struct question_line {
	int64_t id;
	enum question_state state;
	struct moment asked_at;
	const char *text;
	const char *body;
	const char *asker;
	const char *item_number;
	const char *item_title;
	const char *department;
	const char *round_title;
	bool is_handed_back;
	int64_t total; /* of all that wait, not only of those shown */
};
extern const struct shape question_line_shape;

struct question_count {
	int64_t open;
};

/* What bodies have asked about the sheets of some reviews ({12,13}), as it was at a moment (no moment: now); struct
 * question. Answers that wait for the head only with sees_drafts. db_collect fills the list, question_lay_out says what
 * it shows. */
void question_of_reviews_later(struct request *q, const char *reviews, bool sees_drafts, struct moment at,
                               struct list *questions);
void question_lay_out(struct list questions, bool shows_names);
/* How many of them are unanswered. */
int64_t question_open_count(struct list questions);

/* Queues the deed of a member who asks. */
void question_ask_later(struct request *q, int64_t review_id, const char *text);

/* What waits for the viewer: to be answered, or to be approved as head. */
void question_waiting_later(struct request *q, int64_t limit, struct list *lines);
/* How many are unanswered, for those who see all. */
void question_count_later(struct request *q, struct question_count *count);

#endif
