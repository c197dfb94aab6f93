/* meeting_pages.h: the handlers and forms of the meetings' addresses. For routes.c. */
#ifndef CHOSHO_MEETING_MEETING_PAGES_H
#define CHOSHO_MEETING_MEETING_PAGES_H

#include "web/request.h"

struct form;

extern const struct form meeting_list_form;
extern const struct form meeting_new_form;
extern const struct form meeting_add_form;
extern const struct form meeting_edit_form;
extern const struct form meeting_show_form;
extern const struct form meeting_opinions_form;
extern const struct form meeting_freeze_form;
extern const struct form meeting_unfreeze_form;
extern const struct form meeting_agenda_form;
extern const struct form meeting_choose_form;
extern const struct form meeting_sign_form;
extern const struct form meeting_record_form;

/* plan */
struct fail *meeting_list(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_new(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_add(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_edit(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_change(struct request *q) CHOSHO_MUST_USE;
/* papers */
struct fail *meeting_show(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_opinions(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_freeze_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_freeze(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_unfreeze_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_unfreeze(struct request *q) CHOSHO_MUST_USE;
/* agenda */
struct fail *meeting_agenda(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_choose(struct request *q) CHOSHO_MUST_USE;
/* sign-off */
struct fail *meeting_sign_page(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_sign(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_record(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_export(struct request *q) CHOSHO_MUST_USE;
/* keys */
struct fail *meeting_keys(struct request *q) CHOSHO_MUST_USE;
struct fail *meeting_keys_text(struct request *q) CHOSHO_MUST_USE;

#endif
