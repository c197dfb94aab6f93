/* log_pages.h: the handlers and forms of the log's addresses. For routes.c. */
#ifndef CHOSHO_HISTORY_LOG_PAGES_H
#define CHOSHO_HISTORY_LOG_PAGES_H

#include "web/request.h"

struct form;

extern const struct form log_form;

struct fail *log_show(struct request *q) CHOSHO_MUST_USE;
struct fail *log_export(struct request *q) CHOSHO_MUST_USE;

#endif
