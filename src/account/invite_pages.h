/* invite_pages.h: one-time passwords on paper and in mails, as administrators make them. For routes.c. */
#ifndef CHOSHO_ACCOUNT_INVITE_PAGES_H
#define CHOSHO_ACCOUNT_INVITE_PAGES_H

#include "web/route.h"

extern const struct form invite_form;
extern const struct form slips_form;

struct fail *invite_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *invite_make(struct request *q) CHOSHO_MUST_USE;
struct fail *slips_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *slips_make(struct request *q) CHOSHO_MUST_USE;
struct fail *slips_show(struct request *q) CHOSHO_MUST_USE;

#endif
