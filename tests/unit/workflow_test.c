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

/* Who somebody is to the sheet, as the sentences below say it. */
static bool is(const struct situation *now, enum relation relation)
{
	return now->relations & RELATION(relation);
}

/* domain.md, 'The life of a sheet', as sentences: what departments do. */
static bool department_may(const struct situation *now, enum action action)
{
	const bool being_written = now->state == SHEET_DRAFT || now->state == SHEET_RETURNED;
	const bool in_time = being_written && now->is_open && !now->is_refused;

	switch (action) {
	case ACTION_SAVE:
		return is(now, RELATION_AUTHOR) && in_time;
	case ACTION_WRITE:
	case ACTION_HAND_IN:
		return is(now, RELATION_CONTRIBUTOR) && in_time && !now->is_part_in;
	case ACTION_HAND_BACK:
		return is(now, RELATION_AUTHOR) && in_time && now->is_part_in;
	case ACTION_SUBMIT:
		return is(now, RELATION_AUTHOR) && in_time && !now->lacks_parts;
	case ACTION_WITHDRAW:
		return is(now, RELATION_AUTHOR) && now->state == SHEET_REVIEWING && now->is_untouched;
	case ACTION_ANSWER:
		return (is(now, RELATION_AUTHOR) || is(now, RELATION_SECRETARIAT)) && now->state == SHEET_REVIEWING;
	case ACTION_RELEASE:
		return is(now, RELATION_HEAD) && now->state == SHEET_REVIEWING;
	default:
		return false;
	}
}

/* What members and those who decide do. */
static bool reviewer_may(const struct situation *now, enum action action)
{
	const bool reviewing = now->state == SHEET_REVIEWING;

	switch (action) {
	case ACTION_OPINE:
	case ACTION_BALLOT:
	case ACTION_ASK:
		return is(now, RELATION_MEMBER) && reviewing && !now->is_decided;
	case ACTION_APPROVE:
	case ACTION_RETURN:
	case ACTION_SEND_BACK:
		return is(now, RELATION_DECIDER) && reviewing && !now->is_submitter;
	case ACTION_UNDO:
		return is(now, RELATION_APPROVER) && (reviewing || now->state == SHEET_SETTLED) && now->is_untouched &&
		       !now->is_signed;
	case ACTION_VIEW:
		return is(now, RELATION_DECIDER) && now->is_deferred &&
		       (reviewing || now->state == SHEET_RETURNED || now->state == SHEET_SETTLED);
	default:
		return false;
	}
}

/* How the secretariat steers. */
static bool secretariat_may(const struct situation *now, enum action action)
{
	const bool being_written = now->state == SHEET_DRAFT || now->state == SHEET_RETURNED;

	if (!is(now, RELATION_SECRETARIAT))
		return false;
	switch (action) {
	case ACTION_SELECT:
		return now->state == SHEET_REVIEWING && !now->is_decided;
	case ACTION_DEFER:
		return now->state == SHEET_REVIEWING && now->is_head_absent;
	case ACTION_REASSIGN:
		return being_written || now->state == SHEET_REVIEWING;
	case ACTION_REOPEN:
		return now->state == SHEET_SETTLED;
	case ACTION_EXCLUDE:
		return being_written;
	case ACTION_INCLUDE:
		return now->state == SHEET_EXCLUDED;
	default:
		return false;
	}
}

static bool office_allows(const struct situation *now, enum action action)
{
	if (now->is_stale)
		return false; /* every action names the version that its actor saw */
	return department_may(now, action) || reviewer_may(now, action) || secretariat_may(now, action);
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
	now.is_signed = bits & 32;
	now.lacks_parts = bits & 64;
	now.is_part_in = bits & 128;
	now.is_decided = bits & 256;
	now.is_head_absent = bits & 512;
	now.is_deferred = bits & 1024;
	return now;
}

static void every_state_action_and_relation_is_judged_as_the_office_does(void **state)
{
	const unsigned situations = SHEET_STATES * ALL_RELATIONS * 2048;
	unsigned allowed[ACTIONS] = {0};

	(void)state;
	for (unsigned bits = 0; bits < situations; bits++) {
		const struct situation now = situation_of(bits);

		for (int action = 0; action < ACTIONS; action++) {
			const bool expected = office_allows(&now, (enum action)action);

			if (workflow_allows(&now, (enum action)action) != expected)
				fail_msg("%s while %s, relations %u, facts %u: expected %d", action_names.codes[action],
				         sheet_state_names.codes[now.state], now.relations,
				         bits / SHEET_STATES / ALL_RELATIONS, expected);
			allowed[action] += expected;
		}
	}
	for (int action = 0; action < ACTIONS; action++)
		assert_true(allowed[action] > 0);
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
	now = (struct situation){.state = SHEET_DRAFT,
	                         .relations = RELATION(RELATION_AUTHOR) | RELATION(RELATION_CONTRIBUTOR),
	                         .is_open = true,
	                         .lacks_parts = true};
	assert_int_equal(workflow_judge(&now, ACTION_SUBMIT), VERDICT_PARTS);
	assert_int_equal(workflow_judge(&now, ACTION_HAND_BACK), VERDICT_PART_OPEN);
	now.is_part_in = true;
	assert_int_equal(workflow_judge(&now, ACTION_WRITE), VERDICT_PART_IN);
	now = (struct situation){.state = SHEET_SETTLED,
	                         .relations = RELATION(RELATION_APPROVER) | RELATION(RELATION_DECIDER),
	                         .is_untouched = true,
	                         .is_signed = true};
	assert_int_equal(workflow_judge(&now, ACTION_UNDO), VERDICT_SIGNED);
	assert_int_equal(workflow_judge(&now, ACTION_VIEW), VERDICT_VIEWED);
	now = (struct situation){.state = SHEET_REVIEWING,
	                         .relations = RELATION(RELATION_MEMBER) | RELATION(RELATION_SECRETARIAT),
	                         .is_decided = true};
	assert_int_equal(workflow_judge(&now, ACTION_BALLOT), VERDICT_DECIDED);
	assert_int_equal(workflow_judge(&now, ACTION_DEFER), VERDICT_PRESENT);
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
		{SHEET_DRAFT,     ACTION_SAVE,      SHEET_DRAFT,     SHEET_DRAFT    },
		{SHEET_RETURNED,  ACTION_SAVE,      SHEET_RETURNED,  SHEET_RETURNED },
		{SHEET_DRAFT,     ACTION_SUBMIT,    SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_RETURNED,  ACTION_SUBMIT,    SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_REVIEWING, ACTION_WITHDRAW,  SHEET_DRAFT,     SHEET_DRAFT    },
		{SHEET_REVIEWING, ACTION_APPROVE,   SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_REVIEWING, ACTION_RETURN,    SHEET_RETURNED,  SHEET_RETURNED },
		{SHEET_SETTLED,   ACTION_UNDO,      SHEET_REVIEWING, SHEET_REVIEWING},
		{SHEET_REVIEWING, ACTION_SEND_BACK, SHEET_REVIEWING, SHEET_REVIEWING},
		{SHEET_REVIEWING, ACTION_DEFER,     SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_REVIEWING, ACTION_SELECT,    SHEET_REVIEWING, SHEET_SETTLED  },
		{SHEET_RETURNED,  ACTION_REASSIGN,  SHEET_RETURNED,  SHEET_RETURNED },
		{SHEET_SETTLED,   ACTION_REOPEN,    SHEET_RETURNED,  SHEET_RETURNED },
		{SHEET_RETURNED,  ACTION_EXCLUDE,   SHEET_EXCLUDED,  SHEET_EXCLUDED },
		{SHEET_EXCLUDED,  ACTION_INCLUDE,   SHEET_DRAFT,     SHEET_DRAFT    },
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
