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
	[ACTION_SAVE] = "save",       [ACTION_SUBMIT] = "submit", [ACTION_WITHDRAW] = "withdraw",
	[ACTION_APPROVE] = "approve", [ACTION_RETURN] = "return", [ACTION_UNDO] = "undo",
};
static const enum say action_labels[] = {
	[ACTION_SAVE] = SAY_action_save,         [ACTION_SUBMIT] = SAY_action_submit,
	[ACTION_WITHDRAW] = SAY_action_withdraw, [ACTION_APPROVE] = SAY_action_approve,
	[ACTION_RETURN] = SAY_action_return,     [ACTION_UNDO] = SAY_action_undo,
};
static_assert(COUNT(action_codes) == ACTIONS && COUNT(action_labels) == ACTIONS, "every action has a name");
const struct names action_names = {action_codes, action_labels, ACTIONS};

static const char *const relation_codes[] = {
	[RELATION_AUTHOR] = "author",
	[RELATION_DECIDER] = "decider",
	[RELATION_APPROVER] = "approver",
};
static_assert(COUNT(relation_codes) == RELATIONS, "every relation has a name");
const struct names relation_names = {relation_codes, NULL, RELATIONS};

static const char *const need_codes[] = {
	[NEED_OPEN] = "open",
	[NEED_TIME] = "time",
	[NEED_FOUR_EYES] = "four eyes",
	[NEED_UNTOUCHED] = "untouched",
};
static_assert(COUNT(need_codes) == NEEDS, "every need has a name");
const struct names need_names = {need_codes, NULL, NEEDS};

#define WRITING (NEED(NEED_OPEN) | NEED(NEED_TIME))
#define DECIDING NEED(NEED_FOUR_EYES)
#define TAKING_BACK NEED(NEED_UNTOUCHED)

static const struct rule rules[] = {
  /* from             action           to               at the end       by                 needs */
	{SHEET_DRAFT,     ACTION_SAVE,     SHEET_DRAFT,     SHEET_DRAFT,     RELATION_AUTHOR,   WRITING    },
	{SHEET_RETURNED,  ACTION_SAVE,     SHEET_RETURNED,  SHEET_RETURNED,  RELATION_AUTHOR,   WRITING    },
	{SHEET_DRAFT,     ACTION_SUBMIT,   SHEET_REVIEWING, SHEET_SETTLED,   RELATION_AUTHOR,   WRITING    },
	{SHEET_RETURNED,  ACTION_SUBMIT,   SHEET_REVIEWING, SHEET_SETTLED,   RELATION_AUTHOR,   WRITING    },
	{SHEET_REVIEWING, ACTION_WITHDRAW, SHEET_DRAFT,     SHEET_DRAFT,     RELATION_AUTHOR,   TAKING_BACK},
	{SHEET_REVIEWING, ACTION_APPROVE,  SHEET_REVIEWING, SHEET_SETTLED,   RELATION_DECIDER,  DECIDING   },
	{SHEET_REVIEWING, ACTION_RETURN,   SHEET_RETURNED,  SHEET_RETURNED,  RELATION_DECIDER,  DECIDING   },
	{SHEET_REVIEWING, ACTION_UNDO,     SHEET_REVIEWING, SHEET_REVIEWING, RELATION_APPROVER, TAKING_BACK},
	{SHEET_SETTLED,   ACTION_UNDO,     SHEET_REVIEWING, SHEET_REVIEWING, RELATION_APPROVER, TAKING_BACK},
};

const struct rule *workflow_rules(size_t *count)
{
	*count = COUNT(rules);
	return rules;
}

static const struct rule *rule_for(enum sheet_state from, enum action action)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].from == from && rules[i].action == action)
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

/* The order is the courtesy: first whether it is theirs at all, then whether they looked at what is there now. */
enum verdict workflow_judge(const struct situation *situation, enum action action)
{
	if (!is_theirs(situation->relations, action))
		return VERDICT_NOT_YOURS;
	if (situation->is_stale)
		return VERDICT_STALE;
	const struct rule *rule = rule_for(situation->state, action);
	if (!rule)
		return VERDICT_NOT_NOW;
	if ((rule->needs & NEED(NEED_OPEN)) && !situation->is_open)
		return VERDICT_NOT_OPEN;
	if ((rule->needs & NEED(NEED_TIME)) && situation->is_refused)
		return VERDICT_TOO_LATE;
	if ((rule->needs & NEED(NEED_FOUR_EYES)) && situation->is_submitter)
		return VERDICT_OWN;
	if ((rule->needs & NEED(NEED_UNTOUCHED)) && !situation->is_untouched)
		return VERDICT_TOUCHED;
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
	};
	static_assert(COUNT(answers) == VERDICTS, "every verdict has a sentence");

	if (verdict == VERDICT_ALLOWED)
		return NULL;
	return FAIL(answers[verdict].kind, answers[verdict].say);
}

enum sheet_state workflow_after(enum sheet_state from, enum action action, bool at_end)
{
	const struct rule *rule = rule_for(from, action);

	assert(rule);
	return at_end ? rule->to_at_end : rule->to;
}
