/* notice_pages.h: the handlers of what people are told. For routes.c. */
#ifndef CHOSHO_NOTICE_NOTICE_PAGES_H
#define CHOSHO_NOTICE_NOTICE_PAGES_H

#include "web/request.h"

struct fail *notice_home(struct request *q) CHOSHO_MUST_USE;

#endif
