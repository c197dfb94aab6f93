/*
 * workflow_test.c: the whole product state × action × relation × fact, against the office's rules as they are told in
 * words. The expectation is written by hand below; it does not look at the rule table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "workflow/workflow.h"

#define ALL_RELATIONS (1u << RELATIONS)

/* domain.md, 'The life of a sheet', as sentences. */
static bool office_allows(const struct situation *now, enum action action)
{
	const bool author = now->relations & RELATION(RELATION_AUTHOR);
	const bool decider = now->relations & RELATION(RELATION_DECIDER);
	const bool approver = now->relations & RELATION(RELATION_APPROVER);
	const bool being_written = now->state == SHEET_DRAFT || now->state == SHEET_RETURNED;

	if (now->is_stale)
		return false; /* every action names the version that its actor saw */
	switch (action) {
	case ACTION_SAVE:
	case ACTION_SUBMIT:
		return author && being_written && now->is_open && !now->is_refused;
	case ACTION_WITHDRAW:
		return author && now->state == SHEET_REVIEWING && now->is_untouched;
	case ACTION_APPROVE:
	case ACTION_RETURN:
		return decider && now->state == SHEET_REVIEWING && !now->is_submitter;
	case ACTION_UNDO:
		return approver && (now->state == SHEET_REVIEWING || now->state == SHEET_SETTLED) && now->is_untouched;
	case ACTIONS:
		break;
	}
	return false;
}

static struct situation situation_of(unsigned bits)
{
	struct situation now = {.state = (enum sheet_state)(bits % SHEET_STATES)};

	bits /= SHEET_STATES;
	now.relations = bits % ALL_RELATIONS;
	bits /= ALL_RELATIONS;
	now.is_open = bits & 1;
	now.is_refused = bits & 2;
	now.is_submitter = bits & 4;
	now.is_untouched = bits & 8;
	now.is_stale = bits & 16;
	return now;
}

static void every_state_action_and_relation_is_judged_as_the_office_does(void **state)
{
	const unsigned situations = SHEET_STATES * ALL_RELATIONS * 32;
	unsigned allowed = 0;

	(void)state;
	for (unsigned bits = 0; bits < situations; bits++) {
		const struct situation now = situation_of(bits);

		for (int action = 0; action < ACTIONS; action++) {
			const bool expected = office_allows(&now, (enum action)action);

			if (workflow_allows(&now, (enum action)action) != expected)
				fail_msg("%s while %s, relations %u, facts %u: expected %d", action_names.codes[action],
				         sheet_state_names.codes[now.state], now.relations,
				         bits / SHEET_STATES / ALL_RELATIONS, expected);
			allowed += expected;
		}
	}
	assert_true(allowed > 0);
}

static void nobody_without_a_relation_may_do_anything(void **state)
{
	(void)state;
	for (int at = 0; at < SHEET_STATES; at++)
		for (int action = 0; action < ACTIONS; action++) {
			const struct situation now = {
				.state = (enum sheet_state)at, .is_open = true, .is_untouched = true};

			assert_int_equal(workflow_judge(&now, (enum action)action), VERDICT_NOT_YOURS);
		}
}

static void nobody_decides_on_what_they_submitted(void **state)
{
	const struct situation now = {
		.state = SHEET_REVIEWING,
		.relations = RELATION(RELATION_AUTHOR) | RELATION(RELATION_DECIDER),
		.is_open = true,
		.is_submitter = true,
		.is_untouched = true,
	};

	(void)state;
	assert_int_equal(workflow_judge(&now, ACTION_APPROVE), VERDICT_OWN);
	assert_int_equal(workflow_judge(&now, ACTION_RETURN), VERDICT_OWN);
}

static void a_stranger_does_not_learn_the_state(void **state)
{
	const struct situation now = {.state = SHEET_SETTLED, .is_stale = true};

	(void)state;
	assert_int_equal(workflow_judge(&now, ACTION_SAVE), VERDICT_NOT_YOURS);
}

static void whoever_saw_an_older_version_is_told_so_before_anything_else(void **state)
{
	const struct situation now = {.state = SHEET_SETTLED, .relations = RELATION(RELATION_AUTHOR), .is_stale = true};

	(void)state;
	assert_int_equal(workflow_judge(&now, ACTION_SUBMIT), VERDICT_STALE);
}

static void each_condition_has_its_own_verdict(void **state)
{
	struct situation now = {.state = SHEET_DRAFT, .relations = RELATION(RELATION_AUTHOR), .is_refused = true};

	(void)state;
	assert_int_equal(workflow_judge(&now, ACTION_SAVE), VERDICT_NOT_OPEN);
	now.is_open = true;
	assert_int_equal(workflow_judge(&now, ACTION_SAVE), VERDICT_TOO_LATE);
	now.is_refused = false;
	assert_int_equal(workflow_judge(&now, ACTION_SAVE), VERDICT_ALLOWED);
	assert_int_equal(workflow_judge(&now, ACTION_WITHDRAW), VERDICT_NOT_NOW);
	now.state = SHEET_REVIEWING;
	assert_int_equal(workflow_judge(&now, ACTION_WITHDRAW), VERDICT_TOUCHED);
}

static void every_refusal_has_a_sentence_of_its_own(void **state)
{
	(void)state;
	assert_null(workflow_fail(VERDICT_ALLOWED));
	for (int verdict = VERDICT_ALLOWED + 1; verdict < VERDICTS; verdict++) {
		const struct fail *fail = workflow_fail((enum verdict)verdict);

		assert_non_null(fail);
		assert_true(fail->say != SAY_NOTHING);
		assert_true(fail->kind == FAIL_DENIED || fail->kind == FAIL_CONFLICT);
	}
}

static void a_sheet_goes_where_the_office_sends_it(void **state)
{
	static const struct {
		enum sheet_state from;
		enum action action;
		enum sheet_state next;
		enum sheet_state at_end;
	} ways[] = {
		{SHEET_DRAFT,     ACTION_SAVE,     SHEET_DRAFT,     SHEET_DRAFT    },
		{SHEET_RETURNED,  ACTION_SAVE,     SHEET_RETURNED,  SHEET_RETURNED },
		{SHEET_DRAFT,     ACTION_SUBMIT,   SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_RETURNED,  ACTION_SUBMIT,   SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_REVIEWING, ACTION_WITHDRAW, SHEET_DRAFT,     SHEET_DRAFT    },
		{SHEET_REVIEWING, ACTION_APPROVE,  SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_REVIEWING, ACTION_RETURN,   SHEET_RETURNED,  SHEET_RETURNED },
		{SHEET_SETTLED,   ACTION_UNDO,     SHEET_REVIEWING, SHEET_REVIEWING},
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		assert_int_equal(workflow_after(ways[i].from, ways[i].action, false), ways[i].next);
		assert_int_equal(workflow_after(ways[i].from, ways[i].action, true), ways[i].at_end);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_action_and_relation_is_judged_as_the_office_does),
		cmocka_unit_test(nobody_without_a_relation_may_do_anything),
		cmocka_unit_test(nobody_decides_on_what_they_submitted),
		cmocka_unit_test(a_stranger_does_not_learn_the_state),
		cmocka_unit_test(whoever_saw_an_older_version_is_told_so_before_anything_else),
		cmocka_unit_test(each_condition_has_its_own_verdict),
		cmocka_unit_test(every_refusal_has_a_sentence_of_its_own),
		cmocka_unit_test(a_sheet_goes_where_the_office_sends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
