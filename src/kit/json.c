/* json.c: looks into JSON, builds it, prints it. Reading it is json_read.c's. */
#include "json.h"

#include <string.h>

#include <json-c/json.h>

#include "arena.h"

static struct json_object *in(const struct json *json)
{
	return (struct json_object *)(uintptr_t)json;
}

static void release(void *object)
{
	json_object_put(object);
}

/* The arena keeps a share of everything that was made here; a container keeps another of what it holds. */
static struct json *keep(struct arena *arena, struct json_object *object)
{
	arena_defer(arena, release, object);
	return (struct json *)object;
}

enum json_kind json_kind(const struct json *json)
{
	switch (json_object_get_type(in(json))) {
	case json_type_boolean:
		return JSON_BOOL;
	case json_type_int:
		return JSON_NUMBER;
	case json_type_double:
		return JSON_REAL;
	case json_type_string:
		return JSON_TEXT;
	case json_type_array:
		return JSON_LIST;
	case json_type_object:
		return JSON_OBJECT;
	case json_type_null:
		break;
	}
	return JSON_NULL;
}

struct json *json_get(const struct json *object, const char *key)
{
	struct json_object *value = NULL;

	if (json_kind(object) == JSON_OBJECT)
		json_object_object_get_ex(in(object), key, &value);
	return (struct json *)value;
}

size_t json_count(const struct json *list)
{
	switch (json_kind(list)) {
	case JSON_LIST:
		return json_object_array_length(in(list));
	case JSON_OBJECT:
		return (size_t)json_object_object_length(in(list));
	default:
		return 0;
	}
}

struct json *json_at(const struct json *list, size_t index)
{
	if (json_kind(list) != JSON_LIST || index >= json_object_array_length(in(list)))
		return NULL;
	return (struct json *)json_object_array_get_idx(in(list), index);
}

const char *json_text(const struct json *json)
{
	return json_kind(json) == JSON_TEXT ? json_object_get_string(in(json)) : NULL;
}

int64_t json_number(const struct json *json)
{
	return json_kind(json) == JSON_NUMBER ? json_object_get_int64(in(json)) : 0;
}

bool json_yes(const struct json *json)
{
	return json_kind(json) == JSON_BOOL && json_object_get_boolean(in(json));
}

static struct json_entry entry_of(struct lh_entry *at)
{
	if (!at)
		return (struct json_entry){NULL, NULL, NULL};
	return (struct json_entry){lh_entry_k(at), (struct json *)(uintptr_t)lh_entry_v(at), at};
}

struct json_entry json_first(const struct json *object)
{
	if (json_kind(object) != JSON_OBJECT)
		return entry_of(NULL);
	return entry_of(lh_table_head(json_object_get_object(in(object))));
}

struct json_entry json_next(struct json_entry entry)
{
	return entry_of(lh_entry_next(entry.at_));
}

struct json *json_new_object(struct arena *arena)
{
	return keep(arena, json_object_new_object());
}

struct json *json_new_list(struct arena *arena)
{
	return keep(arena, json_object_new_array());
}

struct json *json_new_text(struct arena *arena, const char *text)
{
	return keep(arena, json_object_new_string(text));
}

struct json *json_new_number(struct arena *arena, int64_t number)
{
	return keep(arena, json_object_new_int64(number));
}

struct json *json_new_bool(struct arena *arena, bool yes)
{
	return keep(arena, json_object_new_boolean(yes));
}

struct json *json_new_null(struct arena *arena)
{
	(void)arena;
	return NULL;
}

void json_put(struct json *object, const char *key, struct json *value)
{
	json_object_object_add(in(object), key, json_object_get(in(value)));
}

void json_add(struct json *list, struct json *value)
{
	json_object_array_add(in(list), json_object_get(in(value)));
}

void json_remove(struct json *object, const char *key)
{
	json_object_object_del(in(object), key);
}

bool json_same(const struct json *a, const struct json *b)
{
	return json_object_equal(in(a), in(b));
}

const char *json_print(struct arena *arena, const struct json *json, bool pretty)
{
	int flags = JSON_C_TO_STRING_NOSLASHESCAPE |
	            (pretty ? JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED : JSON_C_TO_STRING_PLAIN);
	size_t length;
	const char *printed;

	if (!json)
		return "null";
	printed = json_object_to_json_string_length(in(json), flags, &length);
	return arena_copy(arena, printed, length);
}

void json_quote(struct text *out, const char *string)
{
	text_add(out, "\"", 1);
	while (*string) {
		size_t plain = 0;

		while ((unsigned char)string[plain] >= 0x20 && string[plain] != '"' && string[plain] != '\\')
			plain++;
		text_add(out, string, plain);
		string += plain;
		if (*string == '"' || *string == '\\')
			text_print(out, "\\%c", *string++);
		else if (*string == '\n')
			text_add(out, "\\n", 2), string++;
		else if (*string)
			text_print(out, "\\u%04x", (unsigned)(unsigned char)*string++);
	}
	text_add(out, "\"", 1);
}
