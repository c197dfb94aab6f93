/* holder.h: who holds a desk today, in words: names, absences, and who decides meanwhile. */
#ifndef CHOSHO_ASSIGNMENT_HOLDER_H
#define CHOSHO_ASSIGNMENT_HOLDER_H

#include "web/request.h"

/* Somebody at a desk, or that nobody is. Lists come sorted by desk. */
struct holder {
	const char *kind; /* head, secretariat, body; author: who writes */
	int64_t desk_id;
	const char *desk; /* the title of the department or body; NULL: the secretariat */
	const char *role; /* its code */
	const char *name; /* NULL: nobody holds this desk */
	struct day away_until;
	const char *deputy; /* who decides meanwhile */
	bool is_there;      /* or the deputy is */
};
extern const struct shape holder_shape;

/* The people of one desk: 課長 田中（不在、12月1日（火）まで。代決：佐藤）; 空席 where nobody holds it. */
const char *holder_words(struct request *q, const struct list *holders, const char *kind, int64_t desk_id);
/* The people of all desks: a line for each, with the desk's name where there are several. NULL: no desk. */
const char *holder_lines(struct request *q, const struct list *holders);

#endif
