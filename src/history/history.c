/* history.c: reads the events of a sheet. Nothing here writes: the deed and its event are one statement. */
#include "history/history.h"

#include <assert.h>

#include "sql_history.h"

static const char *const codes[] = {
	[EVENT_IMPORT] = "import",   [EVENT_SUBMIT] = "submit", [EVENT_WITHDRAW] = "withdraw",
	[EVENT_APPROVE] = "approve", [EVENT_RETURN] = "return", [EVENT_UNDO] = "undo",
};
static const enum say labels[] = {
	[EVENT_IMPORT] = SAY_event_import,   [EVENT_SUBMIT] = SAY_event_submit, [EVENT_WITHDRAW] = SAY_event_withdraw,
	[EVENT_APPROVE] = SAY_event_approve, [EVENT_RETURN] = SAY_event_return, [EVENT_UNDO] = SAY_event_undo,
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
	FIELD(struct event, reason),
};
const struct shape event_shape = SHAPE(struct event, event_fields);

void history_of_sheet_later(struct db *db, int64_t sheet_id, int64_t limit, struct list *events)
{
	db_later_many(db, &SQL_history_of_sheet, events, ARGS(V(sheet_id), V(limit)));
}
