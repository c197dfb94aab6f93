/* steering_pages.h: the handlers and forms of what the secretariat does with one sheet. For routes.c. */
#ifndef CHOSHO_SHEET_STEERING_PAGES_H
#define CHOSHO_SHEET_STEERING_PAGES_H

#include "web/request.h"

struct form;

extern const struct form sheet_reason_form;
extern const struct form sheet_reopen_form;
extern const struct form sheet_reassign_form;

struct fail *sheet_exclude_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_exclude(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_include_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_include(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_reopen_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_reopen(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_reassign_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_reassign(struct request *q) CHOSHO_MUST_USE;

#endif
