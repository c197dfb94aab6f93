/* plan_pages.h: the handlers and forms of the plans' addresses. For routes.c. */
#ifndef CHOSHO_PLAN_PLAN_PAGES_H
#define CHOSHO_PLAN_PLAN_PAGES_H

#include "web/request.h"

struct form;

extern const struct form plan_upload_form;

struct fail *plan_list(struct request *q) CHOSHO_MUST_USE;
struct fail *plan_show(struct request *q) CHOSHO_MUST_USE;
struct fail *plan_upload_page(struct request *q) CHOSHO_MUST_USE;
struct fail *plan_upload(struct request *q) CHOSHO_MUST_USE;
struct fail *plan_import_page(struct request *q) CHOSHO_MUST_USE;
struct fail *plan_import_confirm(struct request *q) CHOSHO_MUST_USE;

#endif
