/* question_pages.h: the handlers and forms of the questions' addresses. For routes.c. */
#ifndef CHOSHO_QUESTION_QUESTION_PAGES_H
#define CHOSHO_QUESTION_QUESTION_PAGES_H

#include "web/request.h"

struct form;

extern const struct form question_list_form;
extern const struct form question_show_form;
extern const struct form question_act_form;

struct fail *question_list(struct request *q) CHOSHO_MUST_USE;
struct fail *question_show(struct request *q) CHOSHO_MUST_USE;
struct fail *question_act(struct request *q) CHOSHO_MUST_USE;

#endif
