/* json_canonical.c: prints JSON in the one way that it can be printed, so that it can be signed and hashed. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "json.h"

static bool print_value(struct text *out, const struct json *json);

static int by_key(const void *a, const void *b)
{
	const struct json_entry *one = a, *other = b;

	return strcmp(one->key, other->key);
}

static bool print_object(struct text *out, const struct json *object)
{
	struct json_entry *entries = arena_many(out->arena, struct json_entry, json_count(object) + 1);
	size_t count = 0;

	for (struct json_entry entry = json_first(object); entry.key; entry = json_next(entry))
		entries[count++] = entry;
	qsort(entries, count, sizeof *entries, by_key);
	text_say(out, "{");
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_say(out, ",");
		json_quote(out, entries[i].key);
		text_say(out, ":");
		if (!print_value(out, entries[i].value))
			return false;
	}
	text_say(out, "}");
	return true;
}

static bool print_list(struct text *out, const struct json *list)
{
	text_say(out, "[");
	for (size_t i = 0; i < json_count(list); i++) {
		if (i > 0)
			text_say(out, ",");
		if (!print_value(out, json_at(list, i)))
			return false;
	}
	text_say(out, "]");
	return true;
}

static bool print_value(struct text *out, const struct json *json)
{
	switch (json_kind(json)) {
	case JSON_NULL:
		text_say(out, "null");
		return true;
	case JSON_BOOL:
		text_say(out, json_yes(json) ? "true" : "false");
		return true;
	case JSON_NUMBER:
		text_print(out, "%" PRId64, json_number(json));
		return true;
	case JSON_TEXT:
		json_quote(out, json_text(json));
		return true;
	case JSON_LIST:
		return print_list(out, json);
	case JSON_OBJECT:
		return print_object(out, json);
	case JSON_REAL:
		break;
	}
	return false;
}

const char *json_canonical(struct arena *arena, const struct json *json)
{
	struct text out = {.arena = arena};

	return print_value(&out, json) ? out.bytes : NULL;
}
