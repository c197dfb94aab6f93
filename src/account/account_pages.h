/* account_pages.h: the handlers and forms of this room's addresses. For routes.c. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_PAGES_H
#define CHOSHO_ACCOUNT_ACCOUNT_PAGES_H

#include "web/route.h"

/* GET: where to go afterwards. */
struct back_form {
	const char *back;
	bool chosen; /* a password was just chosen: said on the sign-in page */
};
extern const struct form account_back_form;
extern const struct form account_sign_in_form;

struct fail *account_sign_in_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_sign_in(struct request *q) CHOSHO_MUST_USE;
extern const struct form account_proxy_form;
struct fail *account_proxy_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_proxy(struct request *q) CHOSHO_MUST_USE;
struct fail *account_sign_out_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_sign_out(struct request *q) CHOSHO_MUST_USE;

/* The steps of signing in. */
extern const struct form account_code_form;
extern const struct form account_choose_form;
extern const struct form account_enrol_form;
extern const struct form account_codes_form;
struct fail *account_code_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_code(struct request *q) CHOSHO_MUST_USE;
struct fail *account_choose_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_choose(struct request *q) CHOSHO_MUST_USE;
struct fail *account_enrol_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_enrol(struct request *q) CHOSHO_MUST_USE;
struct fail *account_codes_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_codes_seen(struct request *q) CHOSHO_MUST_USE;

/* Several posts, and acting as one of them. */
extern const struct form account_post_form;
struct fail *account_posts(struct request *q) CHOSHO_MUST_USE;
struct fail *account_choose_post(struct request *q) CHOSHO_MUST_USE;
/* A new password without the old one. */
extern const struct form account_link_form;
extern const struct form account_forgotten_form;
extern const struct form account_ask_form;
struct fail *account_link_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_link(struct request *q) CHOSHO_MUST_USE;
struct fail *account_forgotten_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_ask(struct request *q) CHOSHO_MUST_USE;

/* My account. */
extern const struct form account_own_form;
extern const struct form account_language_form;
extern const struct form account_mail_form;
extern const struct form account_password_form;
extern const struct form account_factor_form;
struct fail *account_own(struct request *q) CHOSHO_MUST_USE;
struct fail *account_set_language(struct request *q) CHOSHO_MUST_USE;
struct fail *account_mail_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_set_mail(struct request *q) CHOSHO_MUST_USE;
struct fail *account_password_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_set_password(struct request *q) CHOSHO_MUST_USE;
struct fail *account_factor_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_set_factor(struct request *q) CHOSHO_MUST_USE;
struct fail *account_session_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_end_session(struct request *q) CHOSHO_MUST_USE;

/* Which roles need a second factor. */
extern const struct form account_saved_form;
extern const struct form account_setting_form;
struct fail *account_setting_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_set_settings(struct request *q) CHOSHO_MUST_USE;

/* Somebody else's second factor. */
extern const struct form account_reset_form;
struct fail *account_reset_page(struct request *q) CHOSHO_MUST_USE;
struct fail *account_reset(struct request *q) CHOSHO_MUST_USE;

struct fail *account_help(struct request *q) CHOSHO_MUST_USE;

#endif
