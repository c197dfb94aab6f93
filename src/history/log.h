/* log.h: the log page's lines and filter, for the page and for its export. */
#ifndef CHOSHO_HISTORY_LOG_H
#define CHOSHO_HISTORY_LOG_H

#include "history/history.h"
#include "web/form.h"

/* What narrows the log. */
struct log_filter {
	struct day from;
	struct day until;
	const char *actor;  /* part of a name, or a login */
	const char *action; /* an event's code; "" or unknown: all */
	int64_t round;
	int64_t sheet;
	int64_t before; /* the id of the last event of the page before; 0: the first page */
};

struct log_line {
	int64_t id;
	struct moment at;
	enum event_action action;
	const char *actor;
	const char *login;    /* NULL: at the command line */
	const char *for_name; /* for whom */
	int64_t edition;
	const char *stage;
	const char *to_stage;
	const char *part_department;
	const char *reason;
	int64_t sheet_id;
	int64_t review_id;
	int64_t meeting_id;
	const char *meeting_title;
	const char *item_number;
	const char *item_title;
	const char *round_title;
	const char *plan_title;
	const char *subject;    /* whom it is about */
	const char *department; /* which department it is about */
	const char *content_hash;
	const char *chain;
	int64_t sequence;
	const char *previous;
	const char *hash;
	/* laid out */
	const char *time;    /* 14時05分 */
	const char *excerpt; /* how the reason begins */
};
extern const struct shape log_line_shape;

/* What was asked for; notes a mistake for a day that cannot be read. */
struct log_filter log_filter_of(struct request *q);

/* Queues the lines that fit, the latest first; db_collect fills the list. */
void log_later(struct db *db, const struct log_filter *filter, int64_t limit, struct list *lines);

#endif
