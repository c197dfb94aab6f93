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
	ACTION_SAVE,      /* 保存 */
	ACTION_WRITE,     /* 関係課の記入: a part */
	ACTION_HAND_IN,   /* 記入完了: a part */
	ACTION_HAND_BACK, /* 記入依頼の戻し: a part */
	ACTION_SUBMIT,    /* 提出 */
	ACTION_WITHDRAW,  /* 引戻し */
	ACTION_OPINE,     /* 意見 */
	ACTION_BALLOT,    /* 個別評価 */
	ACTION_ASK,       /* 質問 */
	ACTION_ANSWER,    /* 回答 */
	ACTION_RELEASE,   /* 回答の承認 */
	ACTION_SELECT,    /* 抽出 */
	ACTION_APPROVE,   /* 承認 */
	ACTION_RETURN,    /* 差戻し: to the department */
	ACTION_SEND_BACK, /* 前の段階への差戻し */
	ACTION_UNDO,      /* 承認取消 */
	ACTION_DEFER,     /* 後閲に回す: goes on without the head, who is away */
	ACTION_VIEW,      /* 後閲: the head sees it afterwards */
	ACTION_REASSIGN,  /* 担当替え */
	ACTION_REOPEN,    /* 再開: a correction 訂正 */
	ACTION_EXCLUDE,   /* 対象外 */
	ACTION_INCLUDE,   /* 対象に戻す */
	ACTIONS
};
extern const struct names action_names;

/* How the viewer stands to the sheet; several may hold. */
enum relation {
	RELATION_AUTHOR,      /* author of the lead department */
	RELATION_CONTRIBUTOR, /* author of the department whose part is asked about */
	RELATION_HEAD,        /* head of the lead department */
	RELATION_DECIDER,     /* decides the stage that is asked about: head, secretariat, chair or deputy */
	RELATION_APPROVER,    /* approved at the stage that is asked about */
	RELATION_MEMBER,      /* member, chair or deputy of the body that is asked about */
	RELATION_SECRETARIAT,
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
	NEED_UNSIGNED,  /* no sign-off covers the decision */
	NEED_PARTS,     /* all parts are in, or it is said why not */
	NEED_PART_OPEN, /* the part that is asked about is being written */
	NEED_PART_IN,   /* the part that is asked about is handed in */
	NEED_UNDECIDED, /* the desk that is asked about has not decided on the present edition */
	NEED_ABSENT,    /* the desk is a head's, and nobody decides there today */
	NEED_DEFERRED,  /* the sheet went on without the head, who has not seen it since */
	NEEDS
};
extern const struct names need_names;
#define NEED(need) (1u << (need))

struct rule {
	enum sheet_state from;
	enum action action;
	enum sheet_state to;
	enum sheet_state to_at_end; /* when no stage, or no undecided desk of this one, follows */
	enum relation by;           /* an action that several may do has a row for each */
	unsigned needs;             /* NEED(…) bits */
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
	bool is_signed;     /* a sign-off covers the decision that is asked about */
	bool lacks_parts;   /* a part is not in, and nobody said why */
	bool is_part_in;    /* the part that is asked about is handed in */
	bool is_decided;    /* the desk that is asked about has decided on the present edition, or was passed by */
	bool is_head_absent; /* the desk that is asked about is a head's, and nobody is there today who may decide */
	bool is_deferred;    /* the review that is asked about went on without the head, who has not seen it since */
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
	VERDICT_SIGNED,
	VERDICT_PARTS,     /* parts are missing */
	VERDICT_PART_OPEN, /* the part is not handed in */
	VERDICT_PART_IN,   /* the part is handed in */
	VERDICT_DECIDED,   /* the desk has decided */
	VERDICT_PRESENT,   /* somebody is there to decide */
	VERDICT_VIEWED,    /* there is nothing to see afterwards */
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
