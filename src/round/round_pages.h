/* round_pages.h: the handlers and forms of the rounds' addresses. For routes.c. */
#ifndef CHOSHO_ROUND_ROUND_PAGES_H
#define CHOSHO_ROUND_ROUND_PAGES_H

#include "web/request.h"

struct form;

extern const struct form round_progress_form;
extern const struct form round_saved_form;
extern const struct form round_settings_form;

struct fail *round_progress(struct request *q) CHOSHO_MUST_USE;
struct fail *round_settings(struct request *q) CHOSHO_MUST_USE;
struct fail *round_set(struct request *q) CHOSHO_MUST_USE;

#endif
