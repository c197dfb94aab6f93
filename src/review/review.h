/*
 * review.h: the review 審査: who has to judge a sheet, and how they judged.
 *
 * Whether a decision is allowed is workflow's to say; the sheet itself is sheet's.
 */
#ifndef CHOSHO_REVIEW_REVIEW_H
#define CHOSHO_REVIEW_REVIEW_H

#include "sheet/edition.h"
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
	const char *decided_for; /* 代決, 代理: for whom */
	bool is_deputy;
	int64_t pass;
	const char *to_stage; /* a return led to this earlier stage */
	bool is_signed;
	bool is_deferred; /* 後閲: went on without the head, who has not seen it since */
	struct moment viewed_at;
	const char *viewer_name;
	bool is_head_absent; /* a head's desk where nobody decides today */
	const char *stage_title;
	int64_t stage_position;
	const char *form_title; /* NULL: the stage has no form of its own */
	const char *desk;
};
extern const struct shape review_shape;

/* A stage of the sheet's route. */
struct stage_option {
	int64_t id;
	const char *title;
	bool is_chosen;
};
extern const struct shape stage_option_shape;

/* A review with the sheet that it is about. */
struct review_file {
	struct review review;
	struct form_rows form; /* the stage's */
	struct sheet_file sheet;
	struct list earlier;      /* struct stage_option: the stages that the sheet has been at before this one */
	struct edition_pair text; /* what is judged, and the edition that the viewer read before */
};

/* acting: holds the sheet until the transaction ends. */
struct fail *review_open(struct request *q, int64_t id, bool acting, struct review_file *file) CHOSHO_MUST_USE;

/* By which of their roles the viewer decides here; NULL: they do not. */
const struct assignment *review_duty(const struct request *q, const struct review *review);

/* The facts for deciding (approve, return), and for taking an approval back. version 0: not asked. */
struct situation review_situation(const struct request *q, const struct review_file *file, int64_t version);
struct situation review_undo_situation(const struct request *q, const struct review_file *file, int64_t version);
/* The facts for seeing afterwards 後閲 what went on without the head. */
struct situation review_view_situation(const struct request *q, const struct review_file *file, int64_t version);

/*
 * Decisions, one or a hundred in one go. A decision names the review, the version that was seen, and by which role it is
 * made; content NULL: what the review holds stays. For a return, reason, marks, due and to are put in beside (return.sql).
 */
struct json *review_decision(struct request *q, const struct review *review, int64_t version, struct json *content);
/* state: approved, deferred or not selected. FAIL_CONFLICT, and nothing is done, when a review has moved on. */
struct fail *review_pass(struct request *q, struct json *decisions, enum review_state state,
                         enum action action) CHOSHO_MUST_USE;
struct fail *review_return(struct request *q, struct json *decisions) CHOSHO_MUST_USE;

/* One line of the queue. */
struct queue_line {
	int64_t id;
	struct day due_on;
	struct moment arrived_at;
	bool decides;         /* the viewer decides here; otherwise reads as a member */
	const char *for_name; /* 代決: for this person, who is away; NULL: the viewer's own desk */
	bool is_resubmitted;
	bool is_read; /* the viewer has opened it in its present edition */
	int64_t before; /* resubmitted: the edition that they read before, or else the one before; 0: none that they may read */
	bool is_before_read;    /* they have read that one */
	int64_t changed;        /* fields that have changed since */
	int64_t open_questions; /* of this body, unanswered */
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
	bool is_beside_ticks; /* laid out: the list has sheets that the viewer decides */
};
extern const struct shape queue_line_shape;

/* What waits at the viewer's desks behind (after_due, after_id), first due first. */
void review_queue_later(struct request *q, struct day after_due, int64_t after_id, int64_t limit, struct list *lines);

#endif
