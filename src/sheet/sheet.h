/*
 * sheet.h: the sheet 調書, what the lead department hands in for one item in one round.
 *
 * Finds, lists, saves, submits and withdraws. Whether an action is allowed is workflow's to say; how a sheet is judged
 * is review's.
 */
#ifndef CHOSHO_SHEET_SHEET_H
#define CHOSHO_SHEET_SHEET_H

#include "sheet/content.h"
#include "web/request.h"
#include "workflow/workflow.h"

struct sheet {
	int64_t id;
	int64_t version;
	enum sheet_state state;
	int64_t edition;         /* 0: never submitted */
	int64_t pass;            /* counts the times that it arrived at a stage */
	int64_t settled_edition; /* the latest that was settled; 0: none */
	bool is_correction;      /* 訂正: was settled, and is open again */
	const char *content;
	bool is_late;
	bool is_migrated;
	bool is_untouched; /* a draft that nobody has written in */
	struct day due_on;
	struct day review_due_on; /* of the reviews that wait, the first; no day while none does */
	struct moment saved_at;
	struct moment submitted_at;
	int64_t submitted_by;
	struct moment since; /* since when its holder has it */
	const char *submitter;
	const char *saver;
	int64_t round_id;
	const char *round_title;
	int64_t fiscal_year;
	int64_t form_id;
	bool is_open;
	struct day opens_on;
	bool is_refusing; /* the round refuses late sheets */
	int64_t plan_id;
	const char *plan_title;
	int64_t item_id;
	const char *item_code;
	const char *item_number;
	const char *item_title;
	const char *description;
	bool is_priority;
	const char *path; /* the items above it */
	const char *goal;
	int64_t department_id;
	const char *department;     /* as it was called in the round's year */
	const char *department_now; /* who answers for it today, where that reads differently */
	int64_t in_charge_id;
	const char
		*in_charge; /* the person in charge 担当者, while they write for the department; NULL: whoever does */
	const char *contributors;
	const char *tags;
	bool contributes; /* the viewer is of a department that leads the item or contributes to it */
	int64_t stage_id;
	const char *stage_title;
	int64_t stage_position;
	int64_t questions; /* of bodies, that the viewer may read */
	int64_t open_questions;
	const char *desks;          /* who has it while it is reviewed */
	const char *deciders;       /* who can move it on today, by name: laid out by sheet_open */
	const char *steered_reason; /* why the secretariat opened it again, while it is corrected, or excluded it */
	struct moment steered_at;
	const char *steered_by;
};
extern const struct shape sheet_shape;

/* One time that a sheet came before somebody who decides. */
enum review_state {
	REVIEW_WAITING,
	REVIEW_APPROVED,
	REVIEW_RETURNED,
	REVIEW_STOPPED,
	REVIEW_UNDONE,
	REVIEW_RECORDED,
	REVIEW_DEFERRED,
	REVIEW_NOT_SELECTED,
	REVIEW_STATES
};
extern const struct names review_state_names;

enum desk_kind { DESK_HEAD, DESK_SECRETARIAT, DESK_BODY, DESK_KINDS };
extern const struct names desk_kind_names;

struct judgement {
	int64_t id;
	enum review_state state;
	int64_t edition;
	enum desk_kind kind;
	const char *content;
	const char *stage_title;
	int64_t stage_position;
	const char *desk; /* 福祉課, 推進会議, 事務局 */
	int64_t department_id;
	int64_t body_id;
	const char *reason;
	const char *marks;
	struct moment arrived_at;
	struct moment decided_at;
	struct day due_on;
	const char *decider;
	int64_t decided_by;
	const char *decided_for; /* 代決, 代理: for whom; NULL: for nobody else */
	bool is_deputy;          /* decided as 職務代理者, not as who was away */
	int64_t pass;
	int64_t returned_to; /* a return: this earlier stage; 0: the department */
	const char *to_stage;
	bool is_signed;
	const char *viewer; /* 後閲: who has seen it since */
	struct moment viewed_at;
	/* laid out for the page */
	struct list entries; /* struct stage_entry */
	bool is_recorded;    /* approved, or imported: something to show beside the self-evaluation */
	bool may_open;       /* the viewer may open the review itself */
};
extern const struct shape judgement_shape;

/* What a stage recorded by its own form: 内部評価 B 一定の成果が出ている. */
struct stage_entry {
	const char *title;
	const char *text;
};
extern const struct shape stage_entry_shape;

/* What the same item's sheet said in the latest earlier round. */
struct earlier {
	int64_t sheet_id;
	const char *content;
	const char *round_title;
	int64_t fiscal_year;
};
extern const struct shape earlier_shape;

/* A text that was submitted. */
struct edition {
	int64_t number;
	const char *content;
	const char *parts;        /* department id → what it had written, or a text: why nothing */
	const char *parts_reason; /* why it was submitted before all parts were in */
	bool is_read;             /* by the viewer */
};
extern const struct shape edition_shape;

/* A part 関係課記入分: what a contributing department writes. */
enum part_state {
	PART_OPEN, /* its department writes it */
	PART_IN,   /* 記入完了: the lead has it */
	PART_STATES
};
extern const struct names part_state_names;

struct part {
	int64_t id;
	int64_t version;
	enum part_state state;
	int64_t department_id;       /* who writes it today */
	int64_t named_department_id; /* whom it was made for: the key of what editions keep */
	const char *department;
	const char *content;
	const char *nothing; /* 今回は記入なし: why; NULL: it writes something */
	const char *reason;  /* why the lead handed it back */
	const char
		*submitted; /* of an edition: its content, or a text that says why there is none; NULL: it is not in */
	const char *parts_reason; /* of that edition: why it was submitted without waiting */
	const char *hander;
	struct moment handed_in_at;
	/* laid out for the page */
	struct list fields;       /* struct field_view: what may be read of it */
	const char *said_nothing; /* why there is nothing */
	bool is_now;              /* as it stands now, not as it was submitted */
	bool is_in;               /* now: handed in */
	bool is_shown;            /* the viewer may read it, and there is something */
	bool is_left_out;         /* of an edition: it was not in */
	bool may_write;
	bool may_hand_back;
	bool may_open; /* its own page */
};
extern const struct shape part_shape;

/* All that the pages of one sheet need, in one round trip. */
struct sheet_file {
	struct sheet sheet;
	struct form_rows form;
	bool has_last;
	struct earlier last;
	struct list judgements; /* struct judgement, with their entries */
	struct list parts;      /* struct part, with their fields */
	struct list events;     /* struct event, the latest first */
};

/* All that the sheet's pages show. acting: holds the sheet until the transaction ends, so that whoever acts comes one after the other. */
struct fail *sheet_open(struct request *q, int64_t id, bool acting, struct sheet_file *file) CHOSHO_MUST_USE;
/* Holds the sheet and reads only what is judged before an act: the sheet, its form, its judgements and parts. */
struct fail *sheet_hold(struct request *q, int64_t id, struct sheet_file *file) CHOSHO_MUST_USE;

/* How the viewer stands to the sheet, and what holds now. version 0: not asked. */
struct situation sheet_situation(const struct request *q, const struct sheet_file *file, int64_t version);

/* What a department types is its own until it submits: may the viewer read it all the same? */
bool sheet_reads_drafts(const struct viewer *viewer, const struct sheet *sheet);

/* Leaves what was judged and done up to an edition: for who may not know yet what came after it. */
void sheet_forget_after(struct sheet_file *file, int64_t edition);

/* Has anybody decided since the sheet's pass `pass` began? */
bool sheet_is_decided_since(const struct sheet_file *file, int64_t pass);

/* Those who have, or had, the sheet before them side by side in a pass; none where only one has. struct judgement */
int64_t sheet_latest_pass(const struct sheet_file *file);
struct list sheet_side_by_side(struct request *q, const struct sheet_file *file, int64_t pass);

/* The latest return that still stands: while the sheet is returned, or was since resubmitted; NULL when there is none. */
const struct judgement *sheet_return(const struct sheet_file *file);

/* Who has the ball, in words: 福祉課（作成中）, 事務局, … */
const char *sheet_holder(const struct request *q, const struct sheet *sheet);

/* By which of their roles the viewer decides at a desk, their own before lent ones; NULL: they do not. */
const struct assignment *viewer_duty(const struct viewer *viewer, enum desk_kind kind, int64_t department_id,
                                     int64_t body_id);
/* Is the viewer member, chair or deputy of this body? */
bool viewer_sits_on(const struct viewer *viewer, int64_t body_id);

#endif
