/* transfer_pages.h: the pages of transfers. */
#ifndef CHOSHO_TRANSFER_TRANSFER_PAGES_H
#define CHOSHO_TRANSFER_TRANSFER_PAGES_H

#include "web/form.h"

extern const struct form transfer_new_form, transfer_keep_form, transfer_confirm_form, transfer_undo_form;

struct fail *transfer_list(struct request *q) CHOSHO_MUST_USE;
struct fail *transfer_new(struct request *q) CHOSHO_MUST_USE;
struct fail *transfer_keep(struct request *q) CHOSHO_MUST_USE;
struct fail *transfer_show(struct request *q) CHOSHO_MUST_USE;
struct fail *transfer_confirm_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *transfer_confirm(struct request *q) CHOSHO_MUST_USE;
struct fail *transfer_undo_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *transfer_undo(struct request *q) CHOSHO_MUST_USE;

#endif
