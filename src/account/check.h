/*
 * check.h: forms whose first button only looks whether all is in order, so that Enter in a field does nothing. The page is then
 * drawn again with what was typed, and says that nothing was done yet.
 */
#ifndef CHOSHO_ACCOUNT_CHECK_H
#define CHOSHO_ACCOUNT_CHECK_H

#include "page/page.h"
#include "web/form.h"

enum check_act { CHECK_LOOK, CHECK_DO, CHECK_ACTS };
extern const struct names check_act_names; /* check, do: the values of the buttons named act */

/* Was it only looked at, and found in order? For the page's `is_checked`. */
bool check_passed(const struct request *q);
/* Draws the page: with 200, or 422 where mistakes brought it back. */
struct fail *check_page(struct request *q, const struct page *page, const void *data) CHOSHO_MUST_USE;
/* The password again, where something is done. When it is missing or wrong, that is noted and *out_fits is false. */
struct fail *check_password(struct request *q, const char *password, bool *out_fits) CHOSHO_MUST_USE;

#endif
