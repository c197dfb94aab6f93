/*
 * workflow.h: the heart. Which actions a sheet allows, to whom, and what becomes of it.
 *
 * The rules are those of the office: domain.md's 'life of a sheet', as the README tells it. One table draws the buttons
 * and judges the POST. Pure: no database, no pages; whoever asks brings the facts.
 */
#ifndef CHOSHO_WORKFLOW_WORKFLOW_H
#define CHOSHO_WORKFLOW_WORKFLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "kit/fail.h"
#include "kit/shape.h"

enum sheet_state {
	SHEET_DRAFT,     /* 作成中 */
	SHEET_REVIEWING, /* 審査中 */
	SHEET_RETURNED,  /* 差戻し */
	SHEET_SETTLED,   /* 確定 */
	SHEET_EXCLUDED,  /* 対象外 */
	SHEET_STATES
};
extern const struct names sheet_state_names;

enum action {
	ACTION_SAVE,     /* 保存 */
	ACTION_SUBMIT,   /* 提出 */
	ACTION_WITHDRAW, /* 引戻し */
	ACTION_APPROVE,  /* 承認 */
	ACTION_RETURN,   /* 差戻し */
	ACTION_UNDO,     /* 承認取消 */
	ACTIONS
};
extern const struct names action_names;

/* How the viewer stands to the sheet; several may hold. */
enum relation {
	RELATION_AUTHOR,   /* author of the lead department */
	RELATION_DECIDER,  /* decides the stage that is asked about: head, secretariat, chair or deputy */
	RELATION_APPROVER, /* approved at the stage that is asked about */
	RELATIONS
};
extern const struct names relation_names;
#define RELATION(relation) (1u << (relation))

/* What must hold besides state and relation. */
enum need {
	NEED_OPEN,      /* the round has opened */
	NEED_TIME,      /* not past due in a round that refuses late sheets */
	NEED_FOUR_EYES, /* not who submitted the edition */
	NEED_UNTOUCHED, /* nobody has decided where the sheet lies now */
	NEEDS
};
extern const struct names need_names;
#define NEED(need) (1u << (need))

struct rule {
	enum sheet_state from;
	enum action action;
	enum sheet_state to;
	enum sheet_state to_at_end; /* when no stage, or no undecided desk of this one, follows */
	enum relation by;
	unsigned needs; /* NEED(…) bits */
};
const struct rule *workflow_rules(size_t *count);

/* The facts about one sheet, for one viewer, now. */
struct situation {
	enum sheet_state state;
	unsigned relations; /* RELATION(…) bits */
	bool is_open;       /* the round's opening date has come */
	bool is_refused;    /* past due, and the round refuses late sheets */
	bool is_submitter;  /* the viewer submitted the present edition */
	bool is_untouched;  /* nobody decided at the present stage (for undo: at a later stage than the approved one) */
	bool is_stale;      /* the version that the viewer saw has moved on */
};

enum verdict {
	VERDICT_ALLOWED,
	VERDICT_NOT_YOURS, /* the relation is missing */
	VERDICT_STALE,     /* changed meanwhile */
	VERDICT_NOT_NOW,   /* the state does not allow it */
	VERDICT_NOT_OPEN,
	VERDICT_TOO_LATE,
	VERDICT_OWN, /* four eyes */
	VERDICT_TOUCHED,
	VERDICTS
};

enum verdict workflow_judge(const struct situation *situation, enum action action);
static inline bool workflow_allows(const struct situation *situation, enum action action)
{
	return workflow_judge(situation, action) == VERDICT_ALLOWED;
}
/* The verdict as a failure with the sentence for the person; NULL when allowed. */
struct fail *workflow_fail(enum verdict verdict) CHOSHO_MUST_USE;

/* The state after an allowed action. at_end: no further desk waits after it. */
enum sheet_state workflow_after(enum sheet_state from, enum action action, bool at_end);

#endif
