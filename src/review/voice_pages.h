/* voice_pages.h: the handlers and forms of what members write. For routes.c. */
#ifndef CHOSHO_REVIEW_VOICE_PAGES_H
#define CHOSHO_REVIEW_VOICE_PAGES_H

#include "web/request.h"

struct form;

extern const struct form review_opinion_form;
extern const struct form review_ballot_form;
extern const struct form review_question_form;

struct fail *review_opinion_page(struct request *q) CHOSHO_MUST_USE;
struct fail *review_opine(struct request *q) CHOSHO_MUST_USE;
struct fail *review_ballot_page(struct request *q) CHOSHO_MUST_USE;
struct fail *review_ballot(struct request *q) CHOSHO_MUST_USE;
struct fail *review_question_page(struct request *q) CHOSHO_MUST_USE;
struct fail *review_ask(struct request *q) CHOSHO_MUST_USE;

#endif
