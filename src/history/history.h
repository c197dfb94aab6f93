/* history.h: who did what, when and why. Append-only; events are written by the statement that does the deed. */
#ifndef CHOSHO_HISTORY_HISTORY_H
#define CHOSHO_HISTORY_HISTORY_H

#include "kit/shape.h"
#include "web/request.h"

/* More kinds of event than workflow has actions: an import is one, too. */
enum event_action {
	EVENT_IMPORT,
	EVENT_HAND_IN,
	EVENT_HAND_BACK,
	EVENT_SUBMIT,
	EVENT_WITHDRAW,
	EVENT_OPINE,
	EVENT_BALLOT,
	EVENT_ASK,
	EVENT_ANSWER,
	EVENT_RELEASE,
	EVENT_HAND_ANSWER_BACK,
	EVENT_SELECT,
	EVENT_NOT_SELECT,
	EVENT_APPROVE,
	EVENT_RETURN,
	EVENT_SEND_BACK,
	EVENT_UNDO,
	EVENT_DEFER,
	EVENT_VIEW,
	EVENT_REASSIGN,
	EVENT_REOPEN,
	EVENT_EXCLUDE,
	EVENT_INCLUDE,
	EVENT_PLAN_MEETING,
	EVENT_FREEZE,
	EVENT_UNFREEZE,
	EVENT_SIGN,
	EVENT_ABSENCE,
	EVENT_END_ABSENCE,
	EVENT_SETTINGS,
	EVENT_SET_UP,
	EVENT_ASK_FOR_TRANSFER,
	EVENT_TRANSFER,
	EVENT_UNDO_TRANSFER,
	EVENT_TAKE_EFFECT,
	EVENT_HAND_OVER,
	EVENT_PASSWORD,
	EVENT_MAIL_ADDRESS,
	EVENT_SECOND_FACTOR,
	EVENT_END_SECOND_FACTOR,
	EVENT_RECOVERY_CODE,
	EVENT_NEW_RECOVERY_CODES,
	EVENT_ROLE_SETTING,
	EVENT_GRANT,
	EVENT_END_ROLE,
	EVENT_CHANGE_ROLE,
	EVENT_TAKE_ROLE_BACK,
	EVENT_ADD_ACCOUNT,
	EVENT_CHANGE_ACCOUNT,
	EVENT_STOP_ACCOUNT,
	EVENT_RESTART_ACCOUNT,
	EVENT_END_SESSIONS,
	EVENT_INVITE,
	EVENT_SHOW_SLIPS,
	EVENT_ASK_GRANT,
	EVENT_REFUSE_GRANT,
	EVENT_WITHDRAW_GRANT,
	EVENT_PLAN_REORGANIZE,
	EVENT_REORGANIZE,
	EVENT_UNDO_REORGANIZE,
	EVENT_SUCCEED,
	EVENT_ACTIONS
};
extern const struct names event_action_names;

struct event {
	int64_t id;
	struct moment at;
	enum event_action action;
	const char *actor; /* the name at that time */
	int64_t edition;
	const char *stage;
	const char *to_stage;        /* where a return led to, when not to the department */
	const char *for_name;        /* for whom: who was away, or whose deputy acted */
	const char *part_department; /* whose part it is about */
	const char *reason;
};
extern const struct shape event_shape;

#define HISTORY_ON_A_PAGE 12 /* events beside what is done with a sheet; the sheet's own page shows all */
#define HISTORY_WHOLE 1000

/* Queues the latest events of a sheet; db_collect fills the list. */
void history_of_sheet_later(struct db *db, int64_t sheet_id, int64_t limit, struct list *events);

#endif
