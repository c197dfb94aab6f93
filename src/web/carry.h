/*
 * carry.h: typed text on its way round an obstacle.
 *
 * When a form cannot be taken (nobody is signed in, wrong token, refusal, database away), what was typed goes back to
 * the person: on the carry page, from where one press sends it on, or through the sign-in page to the carry page.
 */
#ifndef CHOSHO_WEB_CARRY_H
#define CHOSHO_WEB_CARRY_H

#include "web/request.h"

struct carry_field {
	const char *name; /* "": shown to be copied, not sent */
	const char *value;
	bool is_long;   /* several lines */
	bool is_hidden; /* a choice or a number of the form: sent on, not shown */
};
extern const struct shape carry_field_shape;

/* templates/frame/carry.html */
struct carry_view {
	const char *title;
	const char *sentence;
	const char *advice;
	const char *target_url;
	const char *button; /* "": there is nothing to press */
	struct list fields; /* struct carry_field */
};
extern const struct shape carry_view_shape;

/* templates/frame/refusal.html */
struct refusal_view {
	const char *title;
	const char *sentence;
	const char *advice;
};
extern const struct shape refusal_view_shape;

/* For the sign-in page: hidden fields that keep what was typed elsewhere; none when nothing is carried. */
struct list carry_through(struct request *q);
/* After signing in: `carried` is what carry_through's fields brought. The carry page with a token of the new session. */
struct fail *carry_on(struct request *q, struct list carried) CHOSHO_MUST_USE;

#endif
