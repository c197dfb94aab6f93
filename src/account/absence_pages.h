/* absence_pages.h: the handlers and forms of absences and deputies. For routes.c. */
#ifndef CHOSHO_ACCOUNT_ABSENCE_PAGES_H
#define CHOSHO_ACCOUNT_ABSENCE_PAGES_H

#include "web/route.h"

extern const struct form account_absences_form;
extern const struct form account_absence_form;

struct fail *account_absences(struct request *q) CHOSHO_MUST_USE;
struct fail *account_absence_enter(struct request *q) CHOSHO_MUST_USE;
struct fail *account_absence_end_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *account_absence_end(struct request *q) CHOSHO_MUST_USE;

#endif
