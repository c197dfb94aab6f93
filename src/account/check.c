/* check.c: looks before it leaps: see check.h. */
#include "account/check.h"

#include "account/account.h"
#include "web/answer.h"

static const char *const codes[] = {[CHECK_LOOK] = "check", [CHECK_DO] = "do"};
const struct names check_act_names = {codes, NULL, CHECK_ACTS};

bool check_passed(const struct request *q)
{
	return q->again && q->mistakes.count == 0;
}

struct fail *check_page(struct request *q, const struct page *page, const void *data)
{
	return answer_page_with(q, q->again && q->mistakes.count ? 422 : 200, page, data);
}

struct fail *check_password(struct request *q, const char *password, bool *out_fits)
{
	*out_fits = false;
	if (*password)
		return account_confirm(q, "password", password, out_fits);
	form_mistake(q, "password", SAY_account_password_missing, NULL);
	return NULL;
}
