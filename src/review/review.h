/*
 * review.h: the review 審査: who has to judge a sheet, and how they judged.
 *
 * Whether a decision is allowed is workflow's to say; the sheet itself is sheet's.
 */
#ifndef CHOSHO_REVIEW_REVIEW_H
#define CHOSHO_REVIEW_REVIEW_H

#include "sheet/sheet.h"
#include "web/request.h"

struct review {
	int64_t id;
	int64_t sheet_id;
	int64_t version;
	enum review_state state;
	enum desk_kind kind;
	int64_t department_id;
	int64_t body_id;
	const char *content; /* the stage's own form */
	struct day due_on;
	struct moment arrived_at;
	struct moment decided_at;
	int64_t decided_by;
	int64_t edition;
	const char *reason;
	const char *marks;
	struct day resubmit_on; /* by when a return asks for the next edition */
	const char *decider;
	const char *stage_title;
	int64_t stage_position;
	const char *form_title; /* NULL: the stage has no form of its own */
	const char *desk;
};
extern const struct shape review_shape;

/* A review with the sheet that it is about. */
struct review_file {
	struct review review;
	struct form_rows form; /* the stage's */
	struct sheet_file sheet;
	const struct json *edition;  /* the text that is judged */
	const struct json *previous; /* the edition before it; NULL: it is the first */
};

/* acting: holds the sheet until the transaction ends. */
struct fail *review_open(struct request *q, int64_t id, bool acting, struct review_file *file) CHOSHO_MUST_USE;

/* The facts for deciding (approve, return), and for taking an approval back. version 0: not asked. */
struct situation review_situation(const struct request *q, const struct review_file *file, int64_t version);
struct situation review_undo_situation(const struct request *q, const struct review_file *file, int64_t version);

/* One line of the queue. */
struct queue_line {
	int64_t id;
	struct day due_on;
	struct moment arrived_at;
	bool decides; /* the viewer decides here; otherwise reads as a member */
	bool is_resubmitted;
	int64_t days_late;
	bool is_late;
	const char *grade;
	const char *excerpt;
	const char *item_number;
	const char *item_title;
	bool is_priority;
	const char *department;
	const char *stage_title;
	const char *body;
	const char *round_title;
	const char *plan_title;
};
extern const struct shape queue_line_shape;

/* What waits at the viewer's desks behind (after_due, after_id), first due first. */
void review_queue_later(struct request *q, struct day after_due, int64_t after_id, int64_t limit, struct list *lines);

#endif
