/*
 * json.h: the only house of json-c.
 *
 * A JSON value is borrowed from the arena that it was read into and lives as long. Object keys keep their order.
 */
#ifndef CHOSHO_KIT_JSON_H
#define CHOSHO_KIT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

struct arena;
struct json; /* opaque: a json_object */

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_REAL, JSON_TEXT, JSON_LIST, JSON_OBJECT };

/* message is NULL when nothing is wrong: so a lone `null`, which is read as NULL, can be told from a mistake. */
struct json_error {
	size_t offset;
	const char *message;
};

/* NULL when the bytes are no JSON (strict: no comments, no trailing bytes, valid UTF-8, no NUL in text, no key twice,
 * depth <= 32), or more than a plan could hold: 1,000,000 values, 200,000 lists and objects, keys of 4,096 bytes. */
struct json *json_read(struct arena *arena, const char *bytes, size_t length, struct json_error *error);

enum json_kind json_kind(const struct json *json);                 /* NULL is JSON_NULL */
struct json *json_get(const struct json *object, const char *key); /* NULL when absent or not an object */
size_t json_count(const struct json *list);                        /* entries of a list or object; 0 otherwise */
struct json *json_at(const struct json *list, size_t index);
const char *json_text(const struct json *json); /* NULL unless JSON_TEXT */
int64_t json_number(const struct json *json);   /* 0 unless JSON_NUMBER */
bool json_yes(const struct json *json);

/* Walks an object in order: for (struct json_entry e = json_first(o); e.key; e = json_next(e)) */
struct json_entry {
	const char *key;
	struct json *value;
	void *at_;
};
struct json_entry json_first(const struct json *object);
struct json_entry json_next(struct json_entry entry);

struct json *json_new_object(struct arena *arena);
struct json *json_new_list(struct arena *arena);
struct json *json_new_text(struct arena *arena, const char *text);
struct json *json_new_number(struct arena *arena, int64_t number);
struct json *json_new_bool(struct arena *arena, bool yes);
struct json *json_new_null(struct arena *arena);
/* The container takes what is put in; a value that hangs elsewhere already is shared. */
void json_put(struct json *object, const char *key, struct json *value);
void json_add(struct json *list, struct json *value);
void json_remove(struct json *object, const char *key); /* nothing happens when it is absent */

/* Equal in all they hold; objects whatever the order of their keys. */
bool json_same(const struct json *a, const struct json *b);

/* A compact text when `pretty` is false: keys in order of insertion, no spaces, / not escaped. */
const char *json_print(struct arena *arena, const struct json *json, bool pretty);

/*
 * The canonical text, which is the same to the byte for whatever is the same: keys sorted by their bytes, no spaces, whole
 * numbers in decimal, UTF-8 as it is; escaped are " and \ and what lies below U+0020 (\n, else \u00xx). NULL when it
 * holds a number with a fraction, of which there are many spellings.
 */
const char *json_canonical(struct arena *arena, const struct json *json);

/* A JSON string literal, with its quotes. */
void json_quote(struct text *out, const char *string);

#endif
