/*
 * meeting.h: the meeting 会議 of a body, its papers 資料, and what whoever signs has chosen for each.
 *
 * How a sheet is judged is review's, and whether a decision is allowed workflow's; what was signed is manifest's.
 */
#ifndef CHOSHO_MEETING_MEETING_H
#define CHOSHO_MEETING_MEETING_H

#include "review/voice.h"
#include "sheet/sheet.h"
#include "web/request.h"

enum meeting_state {
	MEETING_PLANNED, /* 準備中 */
	MEETING_FROZEN,  /* 資料確定 */
	MEETING_SIGNED,  /* 決裁済み */
	MEETING_STATES
};
extern const struct names meeting_state_names;

/* What can be done with a meeting; its sheets have workflow's actions. */
enum meeting_action {
	MEETING_CHANGE,   /* its title and its day */
	MEETING_FREEZE,   /* 資料の確定 */
	MEETING_UNFREEZE, /* 確定の取消し */
	MEETING_CHOOSE,   /* 議題の判断: on the agenda */
	MEETING_SIGN,     /* 決裁 */
	MEETING_ACTIONS
};

struct meeting {
	int64_t id;
	int64_t version;
	enum meeting_state state;
	int64_t round_id;
	int64_t stage_id;
	int64_t body_id;
	const char *title;
	const char *number; /* 資料番号 */
	const char *place;
	bool is_written;
	struct day held_on;
	struct day until_on;
	bool shows_names;
	int64_t freezing;
	struct moment frozen_at;
	const char *round;
	int64_t fiscal_year;
	const char *stage;
	bool has_form; /* the stage has a form of its own */
	const char *form_title;
	const char *body;
	int64_t plan_id;
	const char *plan;
	const char *organization;
	const char *chair; /* NULL: nobody is, today */
	int64_t chair_id;
	const char *deciders;  /* chair and deputies, with absences, in words; NULL: it is signed off */
	int64_t arrived_since; /* sheets that came after the papers were frozen */
};
extern const struct shape meeting_shape;

enum choice { CHOICE_NONE, CHOICE_APPROVED, CHOICE_RETURNED, CHOICES };
extern const struct names choice_names;

/* What an earlier stage recorded about a sheet: one field in words. */
struct paper_record {
	int64_t review_id;
	int64_t record_id;
	const char *stage;
	const char *desk;
	const char *field;
	bool is_choice;
	const char *value;
	const char *label;
	const char *text; /* value and label */
};
extern const struct shape paper_record_shape;

/* One sheet of the agenda. */
struct paper {
	int64_t id; /* of its review */
	int64_t sheet_id;
	int64_t edition;
	const char *hash;
	const char *content;
	const char *text; /* what the hash is of */
	bool has_parts;
	int64_t version;
	enum review_state state;
	int64_t pass;
	struct moment decided_at;
	const char *decider;
	const char *decided_reason;
	const char *review_content;
	bool is_signed;
	int64_t submitted_by;
	enum sheet_state sheet_state;
	bool is_late;
	bool is_correction;
	const char *item_code;
	const char *item_number;
	const char *item_title;
	bool is_priority;
	const char *heading; /* the item above it */
	const char *department;
	enum choice decision;
	const char *reason;
	struct day due_on;
	const char *chosen_content;
	int64_t review_version; /* that was on the page when it was chosen; 0: nothing was */
	/* laid out */
	bool begins_group;  /* another heading than the paper before it */
	bool shows_records; /* some paper of the meeting has records: all get the column */
	bool shows_text;    /* the paper is large enough for what the department wrote */
	bool is_waiting;    /* still to be decided */
	bool is_decided;    /* decided before, by itself */
	bool is_gone;       /* no longer before this body */
	bool is_resubmitted;
	bool is_own;              /* four eyes: the viewer submitted it */
	bool has_moved;           /* changed since it was chosen */
	const char *grade;        /* the department's own: B 一定の成果 */
	struct list fields;       /* struct field_view: its text */
	struct list records;      /* struct paper_record */
	struct list stage_fields; /* struct field_view: this stage's own form */
	enum choice outcome;      /* chosen, or decided */
	const char *outcome_reason;
};
extern const struct shape paper_shape;

/* A meeting with its papers, and how the viewer stands to it. */
struct meeting_file {
	struct meeting meeting;
	struct list papers; /* struct paper */
	struct form_rows form, stage_form;
	const struct assignment *duty; /* by which the viewer signs; NULL: they do not */
};

/* Lays the papers out once they were read, with what earlier stages recorded (struct paper_record). */
void papers_lay_out(struct request *q, struct meeting_file *file, struct list records);

/* In one round trip. acting: holds the meeting and its sheets until the transaction ends. */
struct fail *meeting_open(struct request *q, int64_t id, bool acting, struct meeting_file *file) CHOSHO_MUST_USE;
/* The meeting without its papers. */
struct fail *meeting_find(struct request *q, int64_t id, struct meeting_file *file) CHOSHO_MUST_USE;

/* May the viewer do this now? NULL, or the refusal that says why not. version 0: not asked. */
struct fail *meeting_judge(const struct request *q, const struct meeting_file *file, enum meeting_action action,
                           int64_t version) CHOSHO_MUST_USE;
bool meeting_allows(const struct request *q, const struct meeting_file *file, enum meeting_action action);

/* 令和6年12月13日（金）, or the period of a decision in writing. */
const char *meeting_when(const struct request *q, const struct meeting *meeting);

/* The stage's form of one paper: inputs are named by the paper. With q->again set, what was typed goes first. */
struct list paper_stage_views(struct request *q, const struct meeting_file *file, const struct paper *paper);
const char *paper_scope(struct arena *arena, const struct paper *paper);

/* What members said of a paper, for the viewer; and of all of them, read as it stood when these were frozen. */
struct voice meeting_voice(struct request *q, const struct meeting_file *file, const struct paper *paper,
                           const struct voice_rows *rows, bool shows_names);
struct fail *meeting_voices(struct request *q, const struct meeting_file *file,
                            struct voice_rows *rows) CHOSHO_MUST_USE;

/* Why a paper cannot be signed off as it was chosen, in a sentence; NULL: it can. */
const char *paper_obstacle(struct request *q, const struct meeting_file *file, const struct paper *paper);

/* A meeting that the viewer goes to: the papers are there, and it is not signed off yet. */
struct meeting_ahead {
	int64_t id;
	const char *title;
	bool is_written;
	struct day held_on;
	struct day until_on;
	const char *place;
	const char *body;
	int64_t papers;
	bool may_sign;
};
extern const struct shape meeting_ahead_shape;
void meetings_ahead_later(struct request *q, int64_t limit, struct list *meetings);

/* How often each value was given: of one field, by one desk. */
struct distribution_line {
	const char *value;
	int64_t count;
	int64_t width; /* of its bar, of 100 */
};
struct distribution {
	const char *by;
	const char *field;
	struct list lines; /* struct distribution_line */
	int64_t total;
	int64_t without; /* papers where it is empty */
};
extern const struct shape distribution_shape;
/* struct distribution: the department's grade, those of earlier stages, and this body's as chosen so far. */
struct list meeting_distributions(struct request *q, const struct meeting_file *file);

#endif
