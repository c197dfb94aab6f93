/* role_pages.h: the handlers and forms with which roles are given, approved and ended. For routes.c. */
#ifndef CHOSHO_ASSIGNMENT_ROLE_PAGES_H
#define CHOSHO_ASSIGNMENT_ROLE_PAGES_H

#include "web/route.h"

extern const struct form role_give_form;
extern const struct form role_end_form;
extern const struct form grant_decide_form;

struct fail *role_new(struct request *q) CHOSHO_MUST_USE;
struct fail *role_give(struct request *q) CHOSHO_MUST_USE;
struct fail *role_end_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *role_end(struct request *q) CHOSHO_MUST_USE;
struct fail *grant_list(struct request *q) CHOSHO_MUST_USE;
struct fail *grant_show(struct request *q) CHOSHO_MUST_USE;
struct fail *grant_decide(struct request *q) CHOSHO_MUST_USE;

#endif
