/* package_reading.c: the path of a place in the file (as RFC 9535 spells it), and the list of mistakes. */
#include "plan/package_reading.h"

#include <ctype.h>
#include <string.h>

#define HINTS_MAX 50
#define KNOWN_MAX 3000

static const struct field package_mistake_fields[] = {
	FIELD(struct package_mistake, path),
	FIELD(struct package_mistake, sentence),
};
const struct shape package_mistake_shape = SHAPE(struct package_mistake, package_mistake_fields);

static bool is_plain(const char *key)
{
	if (!*key || isdigit((unsigned char)*key))
		return false;
	for (; *key; key++)
		if (!isalnum((unsigned char)*key) && *key != '_' && (unsigned char)*key < 0x80)
			return false;
	return true;
}

static void place_write(struct text *out, const struct place *at)
{
	if (!at->up) {
		text_say(out, "$");
		return;
	}
	place_write(out, at->up);
	if (!at->key) {
		text_print(out, "[%zu]", at->index);
	} else if (is_plain(at->key)) {
		text_say(out, ".");
		text_say(out, at->key);
	} else {
		text_say(out, "[");
		json_quote(out, at->key);
		text_say(out, "]");
	}
}

const char *place_path(struct arena *arena, const struct place *at)
{
	struct text out = {.arena = arena};

	place_write(&out, at);
	return out.bytes;
}

void reading_mistake(struct reading *r, const struct place *at, enum say say, const char *first, const char *second,
                     const char *third)
{
	struct list *mistakes = &r->package->mistakes;

	if (mistakes->count == PACKAGE_MISTAKES_MAX) {
		r->package->more++;
		return;
	}
	*LIST_AT(struct package_mistake, *mistakes, mistakes->count++) = (struct package_mistake){
		.path = place_path(r->arena, at),
		.sentence =
			WORDS(r->arena, r->language, say, first ? first : "", second ? second : "", third ? third : ""),
	};
}

const char *reading_nearest(const struct reading *r, const char *word, const char *const *known, size_t count)
{
	if (r->package->mistakes.count >= HINTS_MAX || count > KNOWN_MAX || strlen(word) > KEY_CODE_CHARS)
		return NULL;
	return text_nearest(word, known, count);
}
