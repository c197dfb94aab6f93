/*
 * route.h: every address of the site is a row; what a page needs checked is data in its row.
 *
 * Every POST row has a GET row of the same address: the page that holds the form. The door calls that row's handler,
 * with q->again set, to draw the page anew when there are mistakes.
 */
#ifndef CHOSHO_WEB_ROUTE_H
#define CHOSHO_WEB_ROUTE_H

#include "web/form.h"
#include "web/request.h"

enum method { GET, POST };
enum pool { INTERACTIVE, HEAVY };

struct route {
	enum method method;
	const char *address; /* /sheets/{id}/edit: {id} and {id2} take digits, {word} takes [A-Za-z0-9_-]+ */
	enum pool pool;
	unsigned who;            /* WHO_ANYBODY, WHO_SIGNED_IN, or WHO(role) | … : others get 403 */
	const struct form *form; /* a POST row must have one (an empty one: &form_nothing) */
	struct fail *(*handler)(struct request *q);
};

extern const struct form form_nothing;
extern const struct route routes[]; /* in src/routes.c; ended by a NULL address */

/* The row for a path; fills q->id, id2 and word. *out_other_method: the path has a row, but of the other method. */
const struct route *route_find(enum method method, const char *path, struct request *q, bool *out_other_method);
/* May the viewer knock there? */
bool route_admits(const struct route *route, const struct viewer *viewer);

#endif
