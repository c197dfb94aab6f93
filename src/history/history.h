/* history.h: who did what, when and why. Append-only; events are written by the statement that does the deed. */
#ifndef CHOSHO_HISTORY_HISTORY_H
#define CHOSHO_HISTORY_HISTORY_H

#include "kit/shape.h"
#include "web/request.h"

/* More kinds of event than workflow has actions: an import is one, too. */
enum event_action {
	EVENT_IMPORT,
	EVENT_SUBMIT,
	EVENT_WITHDRAW,
	EVENT_APPROVE,
	EVENT_RETURN,
	EVENT_UNDO,
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
	const char *reason;
};
extern const struct shape event_shape;

#define HISTORY_ON_A_PAGE 12 /* events beside what is done with a sheet; the sheet's own page shows all */
#define HISTORY_WHOLE 1000

/* Queues the latest events of a sheet; db_collect fills the list. */
void history_of_sheet_later(struct db *db, int64_t sheet_id, int64_t limit, struct list *events);

#endif
