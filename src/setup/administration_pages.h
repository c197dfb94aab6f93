/* administration_pages.h: the administrator's own page. For routes.c. */
#ifndef CHOSHO_SETUP_ADMINISTRATION_PAGES_H
#define CHOSHO_SETUP_ADMINISTRATION_PAGES_H

#include "web/route.h"

struct fail *administration(struct request *q) CHOSHO_MUST_USE;
struct fail *administration_state(struct request *q) CHOSHO_MUST_USE;

#endif
