/* review_pages.h: the handlers and forms of the review's addresses. For routes.c. */
#ifndef CHOSHO_REVIEW_REVIEW_PAGES_H
#define CHOSHO_REVIEW_REVIEW_PAGES_H

#include "web/request.h"

struct form;

extern const struct form review_queue_form;
extern const struct form review_show_form;
extern const struct form review_act_form;
extern const struct form review_many_form;

struct fail *review_queue(struct request *q) CHOSHO_MUST_USE;
struct fail *review_show(struct request *q) CHOSHO_MUST_USE;
struct fail *review_act(struct request *q) CHOSHO_MUST_USE;
struct fail *review_many_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *review_many(struct request *q) CHOSHO_MUST_USE;
struct fail *review_many_done(struct request *q) CHOSHO_MUST_USE;

#endif
