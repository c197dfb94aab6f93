/* check.c: looks before it leaps: see check.h. */
#include "account/check.h"

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
