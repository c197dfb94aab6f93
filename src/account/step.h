/* step.h: the steps between a password and being signed in: a code, a password of one's own, a second factor, its recovery codes. */
#ifndef CHOSHO_ACCOUNT_STEP_H
#define CHOSHO_ACCOUNT_STEP_H

#include "web/request.h"

/*
 * After session_begin: on to the next step's page, or, when none is left, to `back`, or to the form whose text was carried. Only
 * then is the browser known: who has a password alone never is.
 */
struct fail *step_go_on(struct request *q, const char *back, struct list carried) CHOSHO_MUST_USE;

#endif
