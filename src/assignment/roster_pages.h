/* roster_pages.h: lists of people in and out. For routes.c, and for the command line. */
#ifndef CHOSHO_ASSIGNMENT_ROSTER_PAGES_H
#define CHOSHO_ASSIGNMENT_ROSTER_PAGES_H

#include "web/route.h"

extern const struct form roster_upload_form;
extern const struct form roster_confirm_form;

struct fail *roster_upload_page(struct request *q) CHOSHO_MUST_USE;
struct fail *roster_upload(struct request *q) CHOSHO_MUST_USE;
struct fail *roster_show(struct request *q) CHOSHO_MUST_USE;
struct fail *roster_confirm(struct request *q) CHOSHO_MUST_USE;
struct fail *roster_export(struct request *q) CHOSHO_MUST_USE;

#endif
