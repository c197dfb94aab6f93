/* meeting.c: opens a meeting with its papers, and says what may be done with it. */
#include "meeting/meeting.h"

#include <assert.h>
#include <string.h>

#include "assignment/holder.h"
#include "sql_meeting.h"

static const char *const state_codes[] = {
	[MEETING_PLANNED] = "planned",
	[MEETING_FROZEN] = "frozen",
	[MEETING_SIGNED] = "signed",
};
static const enum say state_labels[] = {
	[MEETING_PLANNED] = SAY_meeting_state_planned,
	[MEETING_FROZEN] = SAY_meeting_state_frozen,
	[MEETING_SIGNED] = SAY_meeting_state_signed,
};
const struct names meeting_state_names = {state_codes, state_labels, MEETING_STATES};

static const char *const choice_codes[] = {
	[CHOICE_NONE] = "none",
	[CHOICE_APPROVED] = "approved",
	[CHOICE_RETURNED] = "returned",
};
static const enum say choice_labels[] = {
	[CHOICE_NONE] = SAY_meeting_choice_none,
	[CHOICE_APPROVED] = SAY_meeting_choice_approved,
	[CHOICE_RETURNED] = SAY_meeting_choice_returned,
};
const struct names choice_names = {choice_codes, choice_labels, CHOICES};

static const struct field meeting_fields[] = {
	FIELD(struct meeting, id),
	FIELD(struct meeting, version),
	FIELD_NAMED(struct meeting, state, meeting_state_names),
	FIELD(struct meeting, round_id),
	FIELD(struct meeting, stage_id),
	FIELD(struct meeting, body_id),
	FIELD(struct meeting, title),
	FIELD(struct meeting, number),
	FIELD(struct meeting, place),
	FIELD(struct meeting, is_written),
	FIELD(struct meeting, held_on),
	FIELD(struct meeting, until_on),
	FIELD(struct meeting, shows_names),
	FIELD(struct meeting, freezing),
	FIELD(struct meeting, frozen_at),
	FIELD(struct meeting, round),
	FIELD(struct meeting, fiscal_year),
	FIELD(struct meeting, stage),
	FIELD(struct meeting, has_form),
	FIELD(struct meeting, form_title),
	FIELD(struct meeting, body),
	FIELD(struct meeting, plan_id),
	FIELD(struct meeting, plan),
	FIELD(struct meeting, organization),
	FIELD(struct meeting, chair),
	FIELD(struct meeting, chair_id),
	FIELD(struct meeting, deciders),
	FIELD(struct meeting, arrived_since),
};
const struct shape meeting_shape = SHAPE(struct meeting, meeting_fields);

/* --- What may be done ----------------------------------------------------------------------------------- */

enum who { WHO_PREPARES, WHO_SIGNS };

static const struct {
	enum who who;
	unsigned states;  /* in which */
	enum say not_now; /* what is said in the others */
} rules[] = {
  /* action                who           states                                          otherwise */
	[MEETING_CHANGE] = {WHO_PREPARES, 1u << MEETING_PLANNED | 1u << MEETING_FROZEN, SAY_meeting_is_signed },
	[MEETING_FREEZE] = {WHO_PREPARES, 1u << MEETING_PLANNED,                        SAY_meeting_is_frozen },
	[MEETING_UNFREEZE] = {WHO_PREPARES, 1u << MEETING_FROZEN,                         SAY_meeting_not_frozen},
	[MEETING_CHOOSE] = {WHO_SIGNS,    1u << MEETING_FROZEN,                         SAY_meeting_not_frozen},
	[MEETING_SIGN] = {WHO_SIGNS,    1u << MEETING_FROZEN,                         SAY_meeting_not_frozen},
};
static_assert(sizeof rules / sizeof *rules == MEETING_ACTIONS, "every action has a rule");

struct fail *meeting_judge(const struct request *q, const struct meeting_file *file, enum meeting_action action,
                           int64_t version)
{
	const struct meeting *meeting = &file->meeting;
	const bool theirs =
		rules[action].who == WHO_SIGNS ? file->duty != NULL : viewer_has(&q->viewer, ROLE_SECRETARIAT);

	if (!theirs)
		return FAIL(FAIL_DENIED,
		            rules[action].who == WHO_SIGNS ? SAY_meeting_not_signer : SAY_meeting_not_secretariat);
	if (!(rules[action].states & 1u << meeting->state))
		return FAIL(FAIL_CONFLICT,
		            meeting->state == MEETING_SIGNED ? SAY_meeting_is_signed : rules[action].not_now);
	if (version != 0 && version != meeting->version)
		return FAIL(FAIL_CONFLICT, SAY_meeting_changed);
	return NULL;
}

bool meeting_allows(const struct request *q, const struct meeting_file *file, enum meeting_action action)
{
	return meeting_judge(q, file, action, 0) == NULL;
}

/* --- Opening ------------------------------------------------------------------------------------------------ */

static void stand(struct request *q, struct meeting_file *file)
{
	file->duty = viewer_duty(&q->viewer, DESK_BODY, 0, file->meeting.body_id);
}

struct fail *meeting_find(struct request *q, int64_t id, struct meeting_file *file)
{
	db_later_one(q->db, &SQL_meeting_find, &file->meeting, ARGS(V(id), V(q->viewer.account_id)));
	TRY(db_collect(q->db));
	stand(q, file);
	return NULL;
}

struct fail *meeting_open(struct request *q, int64_t id, bool acting, struct meeting_file *file)
{
	struct list records, deciders;

	if (acting) {
		db_later_change(q->db, &SQL_meeting_lock, NULL, ARGS(V(id)));
		db_later_change(q->db, &SQL_meeting_lock_sheets, NULL, ARGS(V(id)));
	}
	db_later_one(q->db, &SQL_meeting_find, &file->meeting, ARGS(V(id), V(q->viewer.account_id)));
	db_later_many(q->db, &SQL_meeting_papers, &file->papers, ARGS(V(id)));
	db_later_many(q->db, &SQL_meeting_records, &records, ARGS(V(id)));
	db_later_many(q->db, &SQL_meeting_deciders, &deciders, ARGS(V(id)));
	db_later_many(q->db, &SQL_meeting_fields, &file->form.fields, ARGS(V(id)));
	db_later_many(q->db, &SQL_meeting_stage_fields, &file->stage_form.fields, ARGS(V(id)));
	TRY(db_collect(q->db));
	stand(q, file);
	if (file->meeting.state != MEETING_SIGNED)
		file->meeting.deciders = holder_words(q, &deciders, "body", file->meeting.body_id);
	papers_lay_out(q, file, records);
	return NULL;
}

static const struct field meeting_ahead_fields[] = {
	FIELD(struct meeting_ahead, id),         FIELD(struct meeting_ahead, title),
	FIELD(struct meeting_ahead, is_written), FIELD(struct meeting_ahead, held_on),
	FIELD(struct meeting_ahead, until_on),   FIELD(struct meeting_ahead, place),
	FIELD(struct meeting_ahead, body),       FIELD(struct meeting_ahead, papers),
	FIELD(struct meeting_ahead, may_sign),
};
const struct shape meeting_ahead_shape = SHAPE(struct meeting_ahead, meeting_ahead_fields);

void meetings_ahead_later(struct request *q, int64_t limit, struct list *meetings)
{
	db_later_many(q->db, &SQL_meeting_ahead, meetings, ARGS(V(q->viewer.account_id), V(limit)));
}

const char *meeting_when(const struct request *q, const struct meeting *meeting)
{
	const char *first = day_words(q->arena, q->language, meeting->held_on);

	if (!meeting->is_written)
		return first;
	return WORDS(q->arena, q->language, SAY_meeting_period, first,
	             day_words(q->arena, q->language, meeting->until_on));
}
