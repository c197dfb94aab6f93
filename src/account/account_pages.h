/* account_pages.h: the handlers and forms of this room's addresses. For routes.c. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_PAGES_H
#define CHOSHO_ACCOUNT_ACCOUNT_PAGES_H

#include "web/route.h"

extern const struct form account_back_form;
extern const struct form account_sign_in_form;

struct fail *account_sign_in_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_sign_in(struct request *q) CHOSHO_MUST_USE;
struct fail *account_sign_out_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_sign_out(struct request *q) CHOSHO_MUST_USE;
struct fail *account_help(struct request *q) CHOSHO_MUST_USE;

#endif
