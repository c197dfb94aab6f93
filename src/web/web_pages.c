/* web_pages.c: alive, ready, and the language switch. */
#include "web/web_pages.h"
#include "web/inside.h"

#include <string.h>

#define YEAR_SECONDS (365 * 24 * 3600)

struct language_choice {
	const char *back;
};
static const struct input language_inputs[] = {
	{.name = "back", .kind = INPUT_BACK, .offset = offsetof(struct language_choice, back), .max = 2000},
};
const struct form language_form = FORM(struct language_choice, language_inputs);

static struct fail *say_json(struct request *q, int status, const char *json)
{
	TRY(answer_bytes(q, "application/json", NULL, json, strlen(json)));
	q->answer->status = status;
	return NULL;
}

struct fail *web_healthz(struct request *q)
{
	return say_json(q, 200, "{\"healthy\":true}\n");
}

struct fail *web_readyz(struct request *q)
{
	struct fail *fail;

	fail = db_ready(q->db);
	if (fail)
		return say_json(q, 503, "{\"ready\":false,\"because\":\"database\"}\n");
	fail = db_schema_fits(q->db);
	if (fail)
		return say_json(q, 503, "{\"ready\":false,\"because\":\"schema\"}\n");
	return say_json(q, 200, "{\"ready\":true}\n");
}

struct fail *web_language(struct request *q)
{
	const struct language_choice *choice = form_read(q);
	enum language language = language_from_code(q->word);

	if (strcmp(language_code(language), q->word) != 0)
		return FAIL(FAIL_MISSING, SAY_web_missing_page);
	answer_cookie(q, LANGUAGE_COOKIE, q->word, YEAR_SECONDS);
	return answer_redirect(q, "%s", answer_local(choice->back));
}
