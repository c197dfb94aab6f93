/* sheet_pages.h: the handlers and forms of the sheet's addresses. For routes.c. */
#ifndef CHOSHO_SHEET_SHEET_PAGES_H
#define CHOSHO_SHEET_SHEET_PAGES_H

#include "web/request.h"

struct form;

extern const struct form sheet_list_form;
extern const struct form sheet_saved_form;
extern const struct form sheet_edit_form;
extern const struct form sheet_version_form;
extern const struct form sheet_edition_form;
extern const struct form sheet_submit_form;
extern const struct form part_edit_form;
extern const struct form part_hand_back_form;

struct fail *sheet_list(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_show(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_edit(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_save(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_check(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_submit(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_submitted(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_edition(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_withdraw_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *sheet_withdraw(struct request *q) CHOSHO_MUST_USE;

/* part_pages.c */
struct fail *part_show(struct request *q) CHOSHO_MUST_USE;
struct fail *part_edit(struct request *q) CHOSHO_MUST_USE;
struct fail *part_save(struct request *q) CHOSHO_MUST_USE;
struct fail *part_check(struct request *q) CHOSHO_MUST_USE;
struct fail *part_hand_in(struct request *q) CHOSHO_MUST_USE;
struct fail *part_hand_back_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *part_hand_back(struct request *q) CHOSHO_MUST_USE;

#endif
