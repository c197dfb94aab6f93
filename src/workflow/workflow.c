/*
 * workflow.c: the rule table and the one question that is asked of it.
 *
 * What is not here: who somebody is (account), what a stage is (round), and how an action is carried out (sheet, review).
 */
#include "workflow/workflow.h"

#include <assert.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *const state_codes[] = {
	[SHEET_DRAFT] = "draft",     [SHEET_REVIEWING] = "reviewing", [SHEET_RETURNED] = "returned",
	[SHEET_SETTLED] = "settled", [SHEET_EXCLUDED] = "excluded",
};
static const enum say state_labels[] = {
	[SHEET_DRAFT] = SAY_state_draft,       [SHEET_REVIEWING] = SAY_state_reviewing,
	[SHEET_RETURNED] = SAY_state_returned, [SHEET_SETTLED] = SAY_state_settled,
	[SHEET_EXCLUDED] = SAY_state_excluded,
};
static_assert(COUNT(state_codes) == SHEET_STATES && COUNT(state_labels) == SHEET_STATES, "every state has a name");
const struct names sheet_state_names = {state_codes, state_labels, SHEET_STATES};

static const char *const action_codes[] = {
	[ACTION_SAVE] = "save",           [ACTION_WRITE] = "write",     [ACTION_HAND_IN] = "hand in",
	[ACTION_HAND_BACK] = "hand back", [ACTION_SUBMIT] = "submit",   [ACTION_WITHDRAW] = "withdraw",
	[ACTION_OPINE] = "opine",         [ACTION_BALLOT] = "ballot",   [ACTION_ASK] = "ask",
	[ACTION_ANSWER] = "answer",       [ACTION_RELEASE] = "release", [ACTION_SELECT] = "select",
	[ACTION_APPROVE] = "approve",     [ACTION_RETURN] = "return",   [ACTION_SEND_BACK] = "send back",
	[ACTION_UNDO] = "undo",           [ACTION_DEFER] = "defer",     [ACTION_VIEW] = "view",
	[ACTION_REASSIGN] = "reassign",   [ACTION_REOPEN] = "reopen",   [ACTION_EXCLUDE] = "exclude",
	[ACTION_INCLUDE] = "include",
};
static const enum say action_labels[] = {
	[ACTION_SAVE] = SAY_action_save,
	[ACTION_WRITE] = SAY_action_write,
	[ACTION_HAND_IN] = SAY_action_hand_in,
	[ACTION_HAND_BACK] = SAY_action_hand_back,
	[ACTION_SUBMIT] = SAY_action_submit,
	[ACTION_WITHDRAW] = SAY_action_withdraw,
	[ACTION_OPINE] = SAY_action_opine,
	[ACTION_BALLOT] = SAY_action_ballot,
	[ACTION_ASK] = SAY_action_ask,
	[ACTION_ANSWER] = SAY_action_answer,
	[ACTION_RELEASE] = SAY_action_release,
	[ACTION_SELECT] = SAY_action_select,
	[ACTION_APPROVE] = SAY_action_approve,
	[ACTION_RETURN] = SAY_action_return,
	[ACTION_SEND_BACK] = SAY_action_send_back,
	[ACTION_UNDO] = SAY_action_undo,
	[ACTION_DEFER] = SAY_action_defer,
	[ACTION_VIEW] = SAY_action_view,
	[ACTION_REASSIGN] = SAY_action_reassign,
	[ACTION_REOPEN] = SAY_action_reopen,
	[ACTION_EXCLUDE] = SAY_action_exclude,
	[ACTION_INCLUDE] = SAY_action_include,
};
static_assert(COUNT(action_codes) == ACTIONS && COUNT(action_labels) == ACTIONS, "every action has a name");
const struct names action_names = {action_codes, action_labels, ACTIONS};

static const char *const relation_codes[] = {
	[RELATION_AUTHOR] = "author",           [RELATION_CONTRIBUTOR] = "contributor", [RELATION_HEAD] = "head",
	[RELATION_DECIDER] = "decider",         [RELATION_APPROVER] = "approver",       [RELATION_MEMBER] = "member",
	[RELATION_SECRETARIAT] = "secretariat",
};
static_assert(COUNT(relation_codes) == RELATIONS, "every relation has a name");
const struct names relation_names = {relation_codes, NULL, RELATIONS};

static const char *const need_codes[] = {
	[NEED_OPEN] = "open",           [NEED_TIME] = "time",         [NEED_FOUR_EYES] = "four eyes",
	[NEED_UNTOUCHED] = "untouched", [NEED_UNSIGNED] = "unsigned", [NEED_PARTS] = "parts",
	[NEED_PART_OPEN] = "part open", [NEED_PART_IN] = "part in",   [NEED_UNDECIDED] = "undecided",
	[NEED_ABSENT] = "absent",       [NEED_DEFERRED] = "deferred",
};
static_assert(COUNT(need_codes) == NEEDS, "every need has a name");
const struct names need_names = {need_codes, NULL, NEEDS};

#define WRITING (NEED(NEED_OPEN) | NEED(NEED_TIME))
#define HANDING_IN (WRITING | NEED(NEED_PART_OPEN))
#define HANDING_BACK (WRITING | NEED(NEED_PART_IN))
#define SUBMITTING (WRITING | NEED(NEED_PARTS))
#define DECIDING NEED(NEED_FOUR_EYES)
#define TAKING_BACK NEED(NEED_UNTOUCHED)
#define UNDOING (NEED(NEED_UNTOUCHED) | NEED(NEED_UNSIGNED))
#define ADVISING NEED(NEED_UNDECIDED)
#define PASSING_BY NEED(NEED_ABSENT)
#define SEEING_AFTERWARDS NEED(NEED_DEFERRED)

static const struct rule rules[] = {
  /* from, action, to, at the end, by, needs */
	{SHEET_DRAFT,     ACTION_SAVE,      SHEET_DRAFT,     SHEET_DRAFT,     RELATION_AUTHOR,      WRITING          },
	{SHEET_RETURNED,  ACTION_SAVE,      SHEET_RETURNED,  SHEET_RETURNED,  RELATION_AUTHOR,      WRITING          },
	{SHEET_DRAFT,     ACTION_WRITE,     SHEET_DRAFT,     SHEET_DRAFT,     RELATION_CONTRIBUTOR, HANDING_IN       },
	{SHEET_RETURNED,  ACTION_WRITE,     SHEET_RETURNED,  SHEET_RETURNED,  RELATION_CONTRIBUTOR, HANDING_IN       },
	{SHEET_DRAFT,     ACTION_HAND_IN,   SHEET_DRAFT,     SHEET_DRAFT,     RELATION_CONTRIBUTOR, HANDING_IN       },
	{SHEET_RETURNED,  ACTION_HAND_IN,   SHEET_RETURNED,  SHEET_RETURNED,  RELATION_CONTRIBUTOR, HANDING_IN       },
	{SHEET_DRAFT,     ACTION_HAND_BACK, SHEET_DRAFT,     SHEET_DRAFT,     RELATION_AUTHOR,      HANDING_BACK     },
	{SHEET_RETURNED,  ACTION_HAND_BACK, SHEET_RETURNED,  SHEET_RETURNED,  RELATION_AUTHOR,      HANDING_BACK     },
	{SHEET_DRAFT,     ACTION_SUBMIT,    SHEET_REVIEWING, SHEET_SETTLED,   RELATION_AUTHOR,      SUBMITTING       },
	{SHEET_RETURNED,  ACTION_SUBMIT,    SHEET_REVIEWING, SHEET_SETTLED,   RELATION_AUTHOR,      SUBMITTING       },
	{SHEET_REVIEWING, ACTION_WITHDRAW,  SHEET_DRAFT,     SHEET_DRAFT,     RELATION_AUTHOR,      TAKING_BACK      },
	{SHEET_REVIEWING, ACTION_OPINE,     SHEET_REVIEWING, SHEET_REVIEWING, RELATION_MEMBER,      ADVISING         },
	{SHEET_REVIEWING, ACTION_BALLOT,    SHEET_REVIEWING, SHEET_REVIEWING, RELATION_MEMBER,      ADVISING         },
	{SHEET_REVIEWING, ACTION_ASK,       SHEET_REVIEWING, SHEET_REVIEWING, RELATION_MEMBER,      ADVISING         },
	{SHEET_REVIEWING, ACTION_ANSWER,    SHEET_REVIEWING, SHEET_REVIEWING, RELATION_AUTHOR,      0                },
	{SHEET_REVIEWING, ACTION_ANSWER,    SHEET_REVIEWING, SHEET_REVIEWING, RELATION_SECRETARIAT, 0                },
	{SHEET_REVIEWING, ACTION_RELEASE,   SHEET_REVIEWING, SHEET_REVIEWING, RELATION_HEAD,        0                },
	{SHEET_REVIEWING, ACTION_SELECT,    SHEET_REVIEWING, SHEET_SETTLED,   RELATION_SECRETARIAT, ADVISING         },
	{SHEET_REVIEWING, ACTION_APPROVE,   SHEET_REVIEWING, SHEET_SETTLED,   RELATION_DECIDER,     DECIDING         },
	{SHEET_REVIEWING, ACTION_RETURN,    SHEET_RETURNED,  SHEET_RETURNED,  RELATION_DECIDER,     DECIDING         },
	{SHEET_REVIEWING, ACTION_SEND_BACK, SHEET_REVIEWING, SHEET_REVIEWING, RELATION_DECIDER,     DECIDING         },
	{SHEET_REVIEWING, ACTION_UNDO,      SHEET_REVIEWING, SHEET_REVIEWING, RELATION_APPROVER,    UNDOING          },
	{SHEET_SETTLED,   ACTION_UNDO,      SHEET_REVIEWING, SHEET_REVIEWING, RELATION_APPROVER,    UNDOING          },
	{SHEET_REVIEWING, ACTION_DEFER,     SHEET_REVIEWING, SHEET_SETTLED,   RELATION_SECRETARIAT, PASSING_BY       },
	{SHEET_REVIEWING, ACTION_VIEW,      SHEET_REVIEWING, SHEET_REVIEWING, RELATION_DECIDER,     SEEING_AFTERWARDS},
	{SHEET_RETURNED,  ACTION_VIEW,      SHEET_RETURNED,  SHEET_RETURNED,  RELATION_DECIDER,     SEEING_AFTERWARDS},
	{SHEET_SETTLED,   ACTION_VIEW,      SHEET_SETTLED,   SHEET_SETTLED,   RELATION_DECIDER,     SEEING_AFTERWARDS},
	{SHEET_DRAFT,     ACTION_REASSIGN,  SHEET_DRAFT,     SHEET_DRAFT,     RELATION_SECRETARIAT, 0                },
	{SHEET_RETURNED,  ACTION_REASSIGN,  SHEET_RETURNED,  SHEET_RETURNED,  RELATION_SECRETARIAT, 0                },
	{SHEET_REVIEWING, ACTION_REASSIGN,  SHEET_REVIEWING, SHEET_REVIEWING, RELATION_SECRETARIAT, 0                },
	{SHEET_SETTLED,   ACTION_REOPEN,    SHEET_RETURNED,  SHEET_RETURNED,  RELATION_SECRETARIAT, 0                },
	{SHEET_DRAFT,     ACTION_EXCLUDE,   SHEET_EXCLUDED,  SHEET_EXCLUDED,  RELATION_SECRETARIAT, 0                },
	{SHEET_RETURNED,  ACTION_EXCLUDE,   SHEET_EXCLUDED,  SHEET_EXCLUDED,  RELATION_SECRETARIAT, 0                },
	{SHEET_EXCLUDED,  ACTION_INCLUDE,   SHEET_DRAFT,     SHEET_DRAFT,     RELATION_SECRETARIAT, 0                },
};

const struct rule *workflow_rules(size_t *count)
{
	*count = COUNT(rules);
	return rules;
}

static const struct rule *rule_for(enum sheet_state from, enum action action, unsigned relations)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].from == from && rules[i].action == action && (relations & RELATION(rules[i].by)))
			return &rules[i];
	return NULL;
}

/* Whether any rule of this action is for somebody who stands so to the sheet. */
static bool is_theirs(unsigned relations, enum action action)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].action == action && (relations & RELATION(rules[i].by)))
			return true;
	return false;
}

/* What each need asks of the facts, and what is said when they do not meet it; in the order in which it is said. */
static bool is_met(const struct situation *now, enum need need)
{
	switch (need) {
	case NEED_OPEN:
		return now->is_open;
	case NEED_TIME:
		return !now->is_refused;
	case NEED_FOUR_EYES:
		return !now->is_submitter;
	case NEED_UNTOUCHED:
		return now->is_untouched;
	case NEED_UNSIGNED:
		return !now->is_signed;
	case NEED_PARTS:
		return !now->lacks_parts;
	case NEED_PART_OPEN:
		return !now->is_part_in;
	case NEED_PART_IN:
		return now->is_part_in;
	case NEED_UNDECIDED:
		return !now->is_decided;
	case NEED_ABSENT:
		return now->is_head_absent;
	case NEED_DEFERRED:
		return now->is_deferred;
	case NEEDS:
		break;
	}
	return false;
}

static const enum verdict unmet[] = {
	[NEED_OPEN] = VERDICT_NOT_OPEN,     [NEED_TIME] = VERDICT_TOO_LATE,     [NEED_FOUR_EYES] = VERDICT_OWN,
	[NEED_UNTOUCHED] = VERDICT_TOUCHED, [NEED_UNSIGNED] = VERDICT_SIGNED,   [NEED_PARTS] = VERDICT_PARTS,
	[NEED_PART_OPEN] = VERDICT_PART_IN, [NEED_PART_IN] = VERDICT_PART_OPEN, [NEED_UNDECIDED] = VERDICT_DECIDED,
	[NEED_ABSENT] = VERDICT_PRESENT,    [NEED_DEFERRED] = VERDICT_VIEWED,
};
static_assert(COUNT(unmet) == NEEDS, "every need has its verdict");

/* The order is the courtesy: first whether it is theirs at all, then whether they looked at what is there now. */
enum verdict workflow_judge(const struct situation *situation, enum action action)
{
	if (!is_theirs(situation->relations, action))
		return VERDICT_NOT_YOURS;
	if (situation->is_stale)
		return VERDICT_STALE;
	const struct rule *rule = rule_for(situation->state, action, situation->relations);
	if (!rule)
		return VERDICT_NOT_NOW;
	for (int need = 0; need < NEEDS; need++)
		if ((rule->needs & NEED(need)) && !is_met(situation, (enum need)need))
			return unmet[need];
	return VERDICT_ALLOWED;
}

struct fail *workflow_fail(enum verdict verdict)
{
	static const struct {
		enum fail_kind kind;
		enum say say;
	} answers[] = {
		[VERDICT_ALLOWED] = {FAIL_FAULT,    SAY_NOTHING          },
		[VERDICT_NOT_YOURS] = {FAIL_DENIED,   SAY_verdict_not_yours},
		[VERDICT_STALE] = {FAIL_CONFLICT, SAY_verdict_stale    },
		[VERDICT_NOT_NOW] = {FAIL_CONFLICT, SAY_verdict_not_now  },
		[VERDICT_NOT_OPEN] = {FAIL_DENIED,   SAY_verdict_not_open },
		[VERDICT_TOO_LATE] = {FAIL_DENIED,   SAY_verdict_too_late },
		[VERDICT_OWN] = {FAIL_DENIED,   SAY_verdict_own      },
		[VERDICT_TOUCHED] = {FAIL_CONFLICT, SAY_verdict_touched  },
		[VERDICT_SIGNED] = {FAIL_CONFLICT, SAY_verdict_signed   },
		[VERDICT_PARTS] = {FAIL_CONFLICT, SAY_verdict_parts    },
		[VERDICT_PART_OPEN] = {FAIL_CONFLICT, SAY_verdict_part_open},
		[VERDICT_PART_IN] = {FAIL_CONFLICT, SAY_verdict_part_in  },
		[VERDICT_DECIDED] = {FAIL_CONFLICT, SAY_verdict_decided  },
		[VERDICT_PRESENT] = {FAIL_CONFLICT, SAY_verdict_present  },
		[VERDICT_VIEWED] = {FAIL_CONFLICT, SAY_verdict_viewed   },
	};
	static_assert(COUNT(answers) == VERDICTS, "every verdict has a sentence");

	if (verdict == VERDICT_ALLOWED)
		return NULL;
	return FAIL(answers[verdict].kind, answers[verdict].say);
}

enum sheet_state workflow_after(enum sheet_state from, enum action action, bool at_end)
{
	const struct rule *rule = rule_for(from, action, ~0u);

	assert(rule);
	return at_end ? rule->to_at_end : rule->to;
}
