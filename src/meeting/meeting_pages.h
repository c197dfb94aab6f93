/* meeting_pages.h: the handlers and forms of the meetings' addresses. For routes.c. */
#ifndef CHOSHO_MEETING_MEETING_PAGES_H
#define CHOSHO_MEETING_MEETING_PAGES_H

#include "web/request.h"

struct fail *meeting_keys(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_keys_text(struct request *q) CHOSHO_MUST_USE;

#endif
