/* round.h: the round 評価回: one collection of a plan's sheets. */
#ifndef CHOSHO_ROUND_ROUND_H
#define CHOSHO_ROUND_ROUND_H

#include "kit/shape.h"
#include "web/request.h"

/* A round in a page's filter. */
struct round_option {
	int64_t id;
	const char *title;
	const char *plan_title;
	int64_t fiscal_year;
	struct day due_on;
	bool is_history;
	bool is_chosen;
};
extern const struct shape round_option_shape;

/* The rounds in which the viewer has sheets to see, present ones first; at most 200. */
struct fail *round_options(struct request *q, struct list *options) CHOSHO_MUST_USE;

/* Marks and gives the round with this id, or the first where id is 0 or not among them; NULL when there is none. */
const struct round_option *round_choose(struct list options, int64_t id);

#endif
