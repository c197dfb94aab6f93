/* form_fuzz.c: any bytes as a form: each field is valid text or a noted mistake, and names and values stay in their lists. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "web/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct everything {
	const char *line;
	const char *text;
	int64_t number;
	struct day day;
	bool yes;
	struct list many;
	struct list open;
};
static const struct input inputs[] = {
	{"l",  INPUT_LINE,   offsetof(struct everything, line),   20,   true,  SAY_web_missing, NULL},
	{"t",  INPUT_TEXT,   offsetof(struct everything, text),   50,   false, SAY_NOTHING,     NULL},
	{"n",  INPUT_NUMBER, offsetof(struct everything, number), 1000, false, SAY_NOTHING,     NULL},
	{"d",  INPUT_DAY,    offsetof(struct everything, day),    0,    false, SAY_NOTHING,     NULL},
	{"y",  INPUT_YES,    offsetof(struct everything, yes),    0,    false, SAY_NOTHING,     NULL},
	{"m",  INPUT_MANY,   offsetof(struct everything, many),   0,    false, SAY_NOTHING,     NULL},
	{"o-", INPUT_OPEN,   offsetof(struct everything, open),   30,   false, SAY_NOTHING,     NULL},
};
static const struct form form = FORM(struct everything, inputs);

static void judge(const struct request *q)
{
	const struct everything *all = q->form;

	if (!text_is_utf8(all->line, strlen(all->line)) || text_has_control(all->line) || text_count(all->line) > 20)
		abort();
	if (text_has_control(all->text) || strchr(all->text, '\r') || text_count(all->text) > 50)
		abort();
	if (all->number < 0 || all->number > 1000)
		abort();
	for (EACH(struct typed, field, all->open))
		if (strncmp(field->name, "o-", 2) != 0 || text_count(field->value) > 30)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	struct inside inside = {.is_post = true};
	struct request request = {.inside = &inside};
	bool strict = length && bytes[0] & 1;
	struct fail *fail;

	if (!arena)
		arena = arena_make(256u << 20);
	request.arena = arena;
	fail = typed_read_query(arena, (const char *)bytes, length, &request.typed);
	for (EACH(struct typed, field, request.typed))
		if (!text_is_utf8(field->name, strlen(field->name)) ||
		    !text_is_utf8(field->value, strlen(field->value)))
			abort();
	if (!fail) {
		fail = form_fill(&request, &form, &request.typed, strict);
		if (!fail)
			judge(&request);
	}
	arena_reset(arena);
	return 0;
}
