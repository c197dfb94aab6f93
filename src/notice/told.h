/* told.h: what a person is told on the screen until they put it away: at home, and all of it on a page of its own. */
#ifndef CHOSHO_NOTICE_TOLD_H
#define CHOSHO_NOTICE_TOLD_H

#include "web/route.h"

struct told_line {
	int64_t id;
	const char *text;
	const char *page_url; /* of the page where more stands; NULL: nowhere */
	struct moment at;
	struct moment seen_at;
	bool is_new;
	int64_t total;
	const char *token; /* of the form that puts it away */
	const char *back;  /* where that leads to afterwards */
};
extern const struct shape told_line_shape;

/* Queues the newest that were not put away; db_collect fills the list, told_lay_out makes it ready for a page. */
void told_news_later(struct request *q, int64_t limit, struct list *out_lines);
void told_lay_out(struct request *q, struct list lines, const char *back);

extern const struct form told_list_form;
extern const struct form told_form;
struct fail *told_list(struct request *q) CHOSHO_MUST_USE;
struct fail *told_put_away(struct request *q) CHOSHO_MUST_USE;

#endif
