/* transfer_view.h: a list of transfers as its pages show it. For the pages of this room. */
#ifndef CHOSHO_TRANSFER_TRANSFER_VIEW_H
#define CHOSHO_TRANSFER_TRANSFER_VIEW_H

#include "transfer/transfer.h"

enum transfer_state {
	TRANSFER_DRAFT,
	TRANSFER_ASKED,
	TRANSFER_PLANNED,
	TRANSFER_DONE,
	TRANSFER_UNDONE,
	TRANSFER_STATES
};

struct transfer {
	int64_t id;
	int64_t organization_id;
	struct day effective_on;
	enum transfer_state state;
	const char *list;
	int64_t made_by;
	const char *maker;
	struct moment at;
	int64_t version;
	const char *reason;
	int64_t confirmed_by;
	const char *confirmer;
	struct moment confirmed_at;
	const char *second;
	struct moment done_at;
	const char *undoer;
	struct moment undone_at;
	int64_t people;
	bool is_due;                  /* the day has come */
	int64_t other_administrators; /* besides the viewer */
};
extern const struct shape transfer_shape;

struct transfer_view {
	struct transfer it;
	struct day last_on; /* the eve of the day */
	bool is_open;       /* nothing is written yet: what follows was judged just now */
	bool is_good;
	bool is_asked;
	bool is_planned;
	bool is_own;    /* the viewer confirmed it, and somebody else has to */
	bool takes_own; /* it ends roles of the viewer's, and somebody else is there to take that back */
	bool needs_second;
	bool needs_reason;
	bool is_late; /* the day came, and nothing has been handed over */
	bool has_new; /* accounts that this list made and that begin with it */
	bool may_confirm;
	bool may_undo;
	bool may_change;
	struct list lines;    /* struct transfer_shown */
	struct list kept;     /* struct transfer_kept */
	struct list mistakes; /* struct transfer_mistake */
	struct list gaps;     /* struct transfer_gap */
	int64_t mistake_count;
	int64_t leaving;
	int64_t coming;
	int64_t moving;
	const char *seen; /* fingerprint of what is shown */
	const char *reason;
	const char *reason_mistake;
	const char *password_mistake;
	const char *version_mistake;
	struct transfer_town town; /* not shown */
	struct transfer_plan plan;
};
extern const struct shape transfer_view_shape;

/* Everything about the list q->id, judged now where it is not confirmed yet. */
struct fail *transfer_view_read(struct request *q, struct transfer_view *view) CHOSHO_MUST_USE;
/* The lines for the statement that confirms them. */
const char *transfer_lines_json(struct request *q, const struct transfer_view *view);

#endif
