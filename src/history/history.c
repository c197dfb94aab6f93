/* history.c: reads the events of a sheet. Nothing here writes: the deed and its event are one statement. */
#include "history/history.h"

#include <assert.h>

#include "sql_history.h"

static const char *const codes[] = {
	[EVENT_IMPORT] = "import",
	[EVENT_HAND_IN] = "hand in",
	[EVENT_HAND_BACK] = "hand back",
	[EVENT_SUBMIT] = "submit",
	[EVENT_WITHDRAW] = "withdraw",
	[EVENT_OPINE] = "opine",
	[EVENT_BALLOT] = "ballot",
	[EVENT_ASK] = "ask",
	[EVENT_ANSWER] = "answer",
	[EVENT_RELEASE] = "release",
	[EVENT_HAND_ANSWER_BACK] = "hand answer back",
	[EVENT_SELECT] = "select",
	[EVENT_NOT_SELECT] = "not select",
	[EVENT_APPROVE] = "approve",
	[EVENT_RETURN] = "return",
	[EVENT_SEND_BACK] = "send back",
	[EVENT_UNDO] = "undo",
	[EVENT_DEFER] = "defer",
	[EVENT_VIEW] = "view",
	[EVENT_REASSIGN] = "reassign",
	[EVENT_REOPEN] = "reopen",
	[EVENT_EXCLUDE] = "exclude",
	[EVENT_INCLUDE] = "include",
	[EVENT_PLAN_MEETING] = "plan meeting",
	[EVENT_FREEZE] = "freeze",
	[EVENT_UNFREEZE] = "unfreeze",
	[EVENT_SIGN] = "sign",
	[EVENT_ABSENCE] = "absence",
	[EVENT_END_ABSENCE] = "end absence",
	[EVENT_SETTINGS] = "settings",
	[EVENT_ASK_FOR_TRANSFER] = "ask for transfer",
	[EVENT_TRANSFER] = "transfer",
	[EVENT_UNDO_TRANSFER] = "undo transfer",
	[EVENT_TAKE_EFFECT] = "take effect",
	[EVENT_HAND_OVER] = "hand over",
	[EVENT_PASSWORD] = "password",
	[EVENT_SECOND_FACTOR] = "second factor",
	[EVENT_END_SECOND_FACTOR] = "end second factor",
	[EVENT_RECOVERY_CODE] = "recovery code",
	[EVENT_NEW_RECOVERY_CODES] = "new recovery codes",
	[EVENT_ROLE_SETTING] = "role setting",
};
static const enum say labels[] = {
	[EVENT_IMPORT] = SAY_event_import,
	[EVENT_HAND_IN] = SAY_event_hand_in,
	[EVENT_HAND_BACK] = SAY_event_hand_back,
	[EVENT_SUBMIT] = SAY_event_submit,
	[EVENT_WITHDRAW] = SAY_event_withdraw,
	[EVENT_OPINE] = SAY_event_opine,
	[EVENT_BALLOT] = SAY_event_ballot,
	[EVENT_ASK] = SAY_event_ask,
	[EVENT_ANSWER] = SAY_event_answer,
	[EVENT_RELEASE] = SAY_event_release,
	[EVENT_HAND_ANSWER_BACK] = SAY_event_hand_answer_back,
	[EVENT_SELECT] = SAY_event_select,
	[EVENT_NOT_SELECT] = SAY_event_not_select,
	[EVENT_APPROVE] = SAY_event_approve,
	[EVENT_RETURN] = SAY_event_return,
	[EVENT_SEND_BACK] = SAY_event_send_back,
	[EVENT_UNDO] = SAY_event_undo,
	[EVENT_DEFER] = SAY_event_defer,
	[EVENT_VIEW] = SAY_event_view,
	[EVENT_REASSIGN] = SAY_event_reassign,
	[EVENT_REOPEN] = SAY_event_reopen,
	[EVENT_EXCLUDE] = SAY_event_exclude,
	[EVENT_INCLUDE] = SAY_event_include,
	[EVENT_PLAN_MEETING] = SAY_event_plan_meeting,
	[EVENT_FREEZE] = SAY_event_freeze,
	[EVENT_UNFREEZE] = SAY_event_unfreeze,
	[EVENT_SIGN] = SAY_event_sign,
	[EVENT_ABSENCE] = SAY_event_absence,
	[EVENT_END_ABSENCE] = SAY_event_end_absence,
	[EVENT_SETTINGS] = SAY_event_settings,
	[EVENT_ASK_FOR_TRANSFER] = SAY_event_ask_for_transfer,
	[EVENT_TRANSFER] = SAY_event_transfer,
	[EVENT_UNDO_TRANSFER] = SAY_event_undo_transfer,
	[EVENT_TAKE_EFFECT] = SAY_event_take_effect,
	[EVENT_HAND_OVER] = SAY_event_hand_over,
	[EVENT_PASSWORD] = SAY_event_password,
	[EVENT_SECOND_FACTOR] = SAY_event_second_factor,
	[EVENT_END_SECOND_FACTOR] = SAY_event_end_second_factor,
	[EVENT_RECOVERY_CODE] = SAY_event_recovery_code,
	[EVENT_NEW_RECOVERY_CODES] = SAY_event_new_recovery_codes,
	[EVENT_ROLE_SETTING] = SAY_event_role_setting,
};
static_assert(sizeof codes / sizeof *codes == EVENT_ACTIONS, "every event has a name");
static_assert(sizeof labels / sizeof *labels == EVENT_ACTIONS, "every event has a label");
const struct names event_action_names = {codes, labels, EVENT_ACTIONS};

static const struct field event_fields[] = {
	FIELD(struct event, id),
	FIELD(struct event, at),
	FIELD_NAMED(struct event, action, event_action_names),
	FIELD(struct event, actor),
	FIELD(struct event, edition),
	FIELD(struct event, stage),
	FIELD(struct event, to_stage),
	FIELD(struct event, for_name),
	FIELD(struct event, part_department),
	FIELD(struct event, reason),
};
const struct shape event_shape = SHAPE(struct event, event_fields);

void history_of_sheet_later(struct db *db, int64_t sheet_id, int64_t limit, struct list *events)
{
	db_later_many(db, &SQL_history_of_sheet, events, ARGS(V(sheet_id), V(limit)));
}
