/* selection_pages.h: the handlers and forms of a stage's selection. For routes.c. */
#ifndef CHOSHO_REVIEW_SELECTION_PAGES_H
#define CHOSHO_REVIEW_SELECTION_PAGES_H

#include "web/request.h"

struct form;

extern const struct form review_selection_form;

struct fail *review_selection_page(struct request *q) CHOSHO_MUST_USE;
struct fail *review_select(struct request *q) CHOSHO_MUST_USE;

#endif
