/* after_pages.h: the handlers and forms of what follows a judgement, or goes past it. For routes.c. */
#ifndef CHOSHO_REVIEW_AFTER_PAGES_H
#define CHOSHO_REVIEW_AFTER_PAGES_H

#include "web/request.h"

struct form;

extern const struct form review_undo_form;
extern const struct form review_defer_form;
extern const struct form review_view_form;

struct fail *review_undo_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *review_undo(struct request *q) CHOSHO_MUST_USE;
struct fail *review_defer_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *review_defer(struct request *q) CHOSHO_MUST_USE;
struct fail *review_view_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *review_view(struct request *q) CHOSHO_MUST_USE;

#endif
