/* absence_pages.h: the handlers and forms of absences and deputies. For routes.c. */
#ifndef CHOSHO_ASSIGNMENT_ABSENCE_PAGES_H
#define CHOSHO_ASSIGNMENT_ABSENCE_PAGES_H

#include "web/route.h"

extern const struct form absence_list_form;
extern const struct form absence_form;

struct fail *absence_list(struct request *q) CHOSHO_MUST_USE;
struct fail *absence_enter(struct request *q) CHOSHO_MUST_USE;
struct fail *absence_end_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *absence_end(struct request *q) CHOSHO_MUST_USE;

#endif
