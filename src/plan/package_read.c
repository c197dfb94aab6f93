/*
 * package_read.c: reads a file by the tables of package_keys.c. Types, missing and unknown keys, lengths and ranges are
 * judged here; what keys mean to each other is package_check.c's.
 */
#include "plan/package_reading.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kit/day.h"

static struct json *read_object(struct reading *r, const struct object *object, const struct json *value,
                                const struct place *at);

static const char *number_text(struct reading *r, int64_t number)
{
	return text_format(r->arena, "%" PRId64, number);
}

static void wrong_type(struct reading *r, const struct place *at, enum say wanted)
{
	reading_mistake(r, at, SAY_package_wrong_type, words_say(r->language, wanted), NULL, NULL);
}

static void too_long(struct reading *r, const struct place *at, size_t chars, int64_t most)
{
	reading_mistake(r, at, SAY_package_too_long, number_text(r, most), number_text(r, (int64_t)chars), NULL);
}

static struct json *read_code(struct reading *r, const struct key *key, const struct json *value,
                              const struct place *at)
{
	const char *text = json_text(value);

	(void)key;
	if (!text)
		return wrong_type(r, at, SAY_package_type_text), NULL;
	if (text_empty(text) || text_has_control(text) || strchr(text, '\n') || strchr(text, '\t'))
		return reading_mistake(r, at, SAY_package_bad_code, NULL, NULL, NULL), NULL;
	if (text_count(text) > KEY_CODE_CHARS)
		return too_long(r, at, text_count(text), KEY_CODE_CHARS), NULL;
	return json_new_text(r->arena, text);
}

static struct json *read_text(struct reading *r, const struct key *key, const struct json *value,
                              const struct place *at)
{
	const char *text = json_text(value);
	int64_t most = key->most ? key->most : KEY_TEXT_CHARS;

	if (!text)
		return wrong_type(r, at, SAY_package_type_text), NULL;
	text = text_lines(r->arena, text);
	if (text_count(text) > (size_t)most)
		return too_long(r, at, text_count(text), most), NULL;
	if (!*text && key->flags & REQUIRED)
		return reading_mistake(r, at, SAY_package_empty, key->name, NULL, NULL), NULL;
	return *text || key->flags & ALWAYS ? json_new_text(r->arena, text) : NULL;
}

static struct json *read_number(struct reading *r, const struct key *key, const struct json *value,
                                const struct place *at)
{
	int64_t number = json_number(value);

	if (json_kind(value) != JSON_NUMBER)
		return wrong_type(r, at, SAY_package_type_number), NULL;
	if (number < key->least || number > key->most) {
		reading_mistake(r, at, SAY_package_out_of_range, number_text(r, key->least), number_text(r, key->most),
		                NULL);
		return NULL;
	}
	return json_new_number(r->arena, number);
}

static struct json *read_yes(struct reading *r, const struct key *key, const struct json *value, const struct place *at)
{
	if (json_kind(value) != JSON_BOOL)
		return wrong_type(r, at, SAY_package_type_yes), NULL;
	return json_yes(value) || key->flags & ALWAYS ? json_new_bool(r->arena, json_yes(value)) : NULL;
}

static struct json *read_day(struct reading *r, const struct key *key, const struct json *value, const struct place *at)
{
	const char *text = json_text(value);
	struct day day;

	(void)key;
	if (!text)
		return wrong_type(r, at, SAY_package_type_text), NULL;
	if (!day_read_iso(text, &day))
		return reading_mistake(r, at, SAY_package_no_day, text_excerpt(r->arena, text, 20), NULL, NULL), NULL;
	return json_new_text(r->arena, text);
}

static struct json *read_named(struct reading *r, const struct key *key, const struct json *value,
                               const struct place *at)
{
	const char *text = json_text(value);
	struct text words = {.arena = r->arena};

	if (!text)
		return wrong_type(r, at, SAY_package_type_text), NULL;
	if (names_index(key->names, text) >= 0)
		return json_new_text(r->arena, text);
	for (size_t i = 0; i < key->names->count; i++) {
		text_say(&words, i ? ", " : "");
		json_quote(&words, key->names->codes[i]);
	}
	reading_mistake(r, at, SAY_package_not_named, words.bytes, text_excerpt(r->arena, text, 30), NULL);
	return NULL;
}

/* A list of texts, each once. A wrong entry stays as null, so that positions are the file's. */
static struct json *read_list(struct reading *r, const struct key *key, const struct json *value,
                              const struct place *at,
                              struct json *(*read)(struct reading *r, const struct key *key, const struct json *value,
                                                   const struct place *at))
{
	const struct key entry_key = {.name = key->name, .flags = REQUIRED, .most = KEY_TITLE_CHARS};
	struct json *list = json_new_list(r->arena);
	struct json *seen = json_new_object(r->arena);

	if (json_kind(value) != JSON_LIST)
		return wrong_type(r, at, SAY_package_type_list), NULL;
	for (size_t i = 0; i < json_count(value); i++) {
		struct place here = PLACE_AT(at, i);
		struct json *entry = read(r, &entry_key, json_at(value, i), &here);

		if (entry && json_get(seen, json_text(entry)) && !(key->flags & AGAIN))
			reading_mistake(r, &here, SAY_package_twice, json_text(entry), NULL, NULL);
		else if (entry)
			json_put(seen, json_text(entry), json_new_bool(r->arena, true));
		json_add(list, entry ? entry : json_new_null(r->arena));
	}
	return json_count(list) || key->flags & (ALWAYS | REQUIRED) ? list : NULL;
}

static struct json *read_codes(struct reading *r, const struct key *key, const struct json *value,
                               const struct place *at)
{
	return read_list(r, key, value, at, read_code);
}

static struct json *read_titles(struct reading *r, const struct key *key, const struct json *value,
                                const struct place *at)
{
	return read_list(r, key, value, at, read_text);
}

static bool is_year(const char *text)
{
	return strlen(text) == 4 && strspn(text, "0123456789") == 4 && strcmp(text, "1900") >= 0 &&
	       strcmp(text, "2199") <= 0;
}

static struct json *read_years(struct reading *r, const struct key *key, const struct json *value,
                               const struct place *at)
{
	static const struct key text_key = {.name = "targets", .most = KEY_TEXT_CHARS};
	struct json *years = json_new_object(r->arena);
	char year[8] = "1900";

	(void)key;
	if (json_kind(value) != JSON_OBJECT)
		return wrong_type(r, at, SAY_package_type_object), NULL;
	for (struct json_entry e = json_first(value); e.key; e = json_next(e))
		if (!is_year(e.key)) {
			struct place here = PLACE_KEY(at, e.key);
			reading_mistake(r, &here, SAY_package_no_year, NULL, NULL, NULL);
		} else if (json_kind(e.value) != JSON_TEXT) {
			struct place here = PLACE_KEY(at, e.key);
			wrong_type(r, &here, SAY_package_type_text);
		}
	for (int i = 1900; i <= 2199 && json_count(value); i++) {
		struct place here = PLACE_KEY(at, year);
		struct json *found;
		struct json *text;

		snprintf(year, sizeof year, "%04d", i);
		found = json_get(value, year);
		text = json_kind(found) == JSON_TEXT ? read_text(r, &text_key, found, &here) : NULL;
		if (text)
			json_put(years, year, text);
	}
	return years;
}

static struct json *read_part(struct reading *r, const struct key *key, const struct json *value,
                              const struct place *at)
{
	return read_object(r, key->object, value, at);
}

static struct json *read_objects(struct reading *r, const struct key *key, const struct json *value,
                                 const struct place *at)
{
	struct json *list = json_new_list(r->arena);

	if (json_kind(value) != JSON_LIST)
		return wrong_type(r, at, SAY_package_type_list), NULL;
	for (size_t i = 0; i < json_count(value); i++) {
		struct place here = PLACE_AT(at, i);
		json_add(list, read_object(r, key->object, json_at(value, i), &here));
	}
	return json_count(list) || key->flags & (ALWAYS | REQUIRED) ? list : NULL;
}

/* Values mean something only by their form: package_values.c reads them when forms are known. */
static struct json *read_later(struct reading *r, const struct key *key, const struct json *value,
                               const struct place *at)
{
	struct json *shared = json_new_object(r->arena);

	(void)key;
	if (json_kind(value) != JSON_OBJECT)
		return wrong_type(r, at, SAY_package_type_object), NULL;
	for (struct json_entry e = json_first(value); e.key; e = json_next(e))
		json_put(shared, e.key, e.value);
	return shared;
}

static struct json *(*const readers[])(struct reading *r, const struct key *key, const struct json *value,
                                       const struct place *at) = {
	[KEY_CODE] = read_code,    [KEY_TEXT] = read_text,   [KEY_NUMBER] = read_number,   [KEY_YES] = read_yes,
	[KEY_DAY] = read_day,      [KEY_NAMED] = read_named, [KEY_CODES] = read_codes,     [KEY_TITLES] = read_titles,
	[KEY_YEARS] = read_years,  [KEY_OBJECT] = read_part, [KEY_OBJECTS] = read_objects, [KEY_VALUES] = read_later,
	[KEY_TOTALS] = read_later,
};
static_assert(sizeof readers / sizeof *readers == KEY_KINDS, "every kind of key has its reader");

/* What an absent key is written as; NULL: not at all. */
static struct json *plain_value(struct reading *r, const struct key *key)
{
	if (!(key->flags & ALWAYS))
		return NULL;
	switch (key->kind) {
	case KEY_YES:
		return json_new_bool(r->arena, false);
	case KEY_TEXT:
		return json_new_text(r->arena, "");
	case KEY_NAMED:
		return json_new_text(r->arena, key->names->codes[0]);
	case KEY_CODES:
	case KEY_TITLES:
	case KEY_OBJECTS:
		return json_new_list(r->arena);
	case KEY_YEARS:
	case KEY_VALUES:
		return json_new_object(r->arena);
	default:
		return json_new_null(r->arena);
	}
}

static void unknown_key(struct reading *r, const struct object *object, const char *name, const struct place *at)
{
	const char *known[KEYS_MAX];
	const char *nearest;
	struct place here = PLACE_KEY(at, name);

	for (size_t i = 0; i < object->count; i++)
		known[i] = object->keys[i].name;
	nearest = reading_nearest(r, name, known, object->count);
	if (nearest)
		reading_mistake(r, &here, SAY_package_unknown_key_near, text_excerpt(r->arena, name, 50), nearest,
		                NULL);
	else
		reading_mistake(r, &here, SAY_package_unknown_key, text_excerpt(r->arena, name, 50),
		                text_join_all(r->arena, (const char *const[]){known[0], ", ", known[1], " …", NULL}),
		                NULL);
}

static struct json *read_key(struct reading *r, const struct key *key, const struct json_entry *entry,
                             const struct place *at)
{
	struct place here = PLACE_KEY(at, key->name);

	if (!entry->key) {
		if (key->flags & REQUIRED)
			reading_mistake(r, &here, SAY_package_missing_key, key->name, NULL, NULL);
		return plain_value(r, key);
	}
	if (json_kind(entry->value) == JSON_NULL && key->flags & NULLABLE)
		return json_new_null(r->arena);
	return readers[key->kind](r, key, entry->value, &here);
}

static struct json *read_object(struct reading *r, const struct object *object, const struct json *value,
                                const struct place *at)
{
	struct json *made = json_new_object(r->arena);
	struct json_entry found[KEYS_MAX] = {
		{NULL, NULL, NULL}
        };

	if (json_kind(value) != JSON_OBJECT) {
		wrong_type(r, at, SAY_package_type_object);
		return made;
	}
	for (struct json_entry e = json_first(value); e.key; e = json_next(e)) {
		const struct key *key = object_key(object, e.key);

		if (key)
			found[key - object->keys] = e;
		else
			unknown_key(r, object, e.key, at);
	}
	for (size_t i = 0; i < object->count; i++) {
		struct json *read = read_key(r, &object->keys[i], &found[i], at);

		if (read || object->keys[i].flags & NULLABLE)
			json_put(made, object->keys[i].name, read);
	}
	return made;
}

static struct reading begin(struct arena *arena, enum language language)
{
	struct reading r = {arena, language, arena_new(arena, struct package)};

	r.package->root = json_new_object(arena);
	r.package->mistakes.rows = arena_many(arena, struct package_mistake, PACKAGE_MISTAKES_MAX);
	return r;
}

static size_t count_values(const struct json *value)
{
	size_t count = 1;

	for (struct json_entry e = json_first(value); e.key; e = json_next(e))
		count += count_values(e.value);
	if (json_kind(value) == JSON_LIST)
		for (size_t i = 0; i < json_count(value); i++)
			count += count_values(json_at(value, i));
	return count;
}

struct package *package_take(struct arena *arena, enum language language, const struct json *root)
{
	struct reading r = begin(arena, language);
	struct place at = PLACE_ROOT;

	if (count_values(root) > PACKAGE_VALUES_MAX) {
		reading_mistake(&r, &at, SAY_package_too_many, number_text(&r, PACKAGE_VALUES_MAX), NULL, NULL);
		return r.package;
	}
	r.package->root = read_object(&r, &package_object, root, &at);
	r.package->plan = json_get(r.package->root, "plan");
	if (json_kind(root) == JSON_OBJECT)
		package_check(&r);
	return r.package;
}

/* Where a JSON reader stopped, as people count: line and column, from 1. */
static void no_json(struct reading *r, const char *bytes, size_t length, const struct json_error *error)
{
	struct place at = PLACE_ROOT;
	int64_t line = 1;
	int64_t column = 1;

	for (size_t i = 0; i < error->offset && i < length; i++) {
		column = bytes[i] == '\n' ? 1 : column + ((bytes[i] & 0xc0) != 0x80);
		line += bytes[i] == '\n';
	}
	reading_mistake(r, &at, SAY_package_no_json, number_text(r, line), number_text(r, column), error->message);
}

struct package *package_read(struct arena *arena, enum language language, const char *bytes, size_t length)
{
	struct json_error error = {0, ""};
	struct place at = PLACE_ROOT;
	struct json *root = NULL;

	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		bytes += 3, length -= 3;
	if (length <= PACKAGE_BYTES_MAX)
		root = json_read(arena, bytes, length, &error);
	if (!root) {
		struct reading r = begin(arena, language);

		if (length > PACKAGE_BYTES_MAX)
			reading_mistake(&r, &at, SAY_package_too_large, "16", NULL, NULL);
		else
			no_json(&r, bytes, length, &error);
		return r.package;
	}
	return package_take(arena, language, root);
}

const char *package_text(struct arena *arena, const struct package *package)
{
	return text_join(arena, json_print(arena, package->root, true), "\n");
}
