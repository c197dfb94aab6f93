/*
 * json_read.c: reads JSON strictly, RFC 8259 to the letter, and says where it is wrong.
 *
 * json-c's own reader lets pass what must not: a key twice, control characters, numbers that do not fit. So the
 * grammar is here, and json-c holds the values.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "arena.h"
#include "json.h"

#define DEPTH_MAX 32
#define VALUES_MAX 1000000    /* in one text: json-c makes some hundred bytes of two, such as [] */
#define CONTAINERS_MAX 200000 /* lists and objects among them */
#define KEY_MAX 4096          /* bytes, a title of 1,000 characters: keys are told back where something is wrong */
#define REAL_MAX 64           /* characters of a number with a fraction */

struct reader {
	struct arena *arena;
	const char *bytes;
	size_t length;
	size_t at;
	int depth;
	int values;
	int containers;
	const char *message; /* what is wrong at `at`; NULL: nothing yet */
	struct text scratch; /* the text that is being read */
};

static bool read_value(struct reader *r, struct json_object **out);

static bool wrong(struct reader *r, const char *message)
{
	if (!r->message)
		r->message = message;
	return false;
}

static int peek(const struct reader *r)
{
	return r->at < r->length ? (unsigned char)r->bytes[r->at] : -1;
}

static bool take(struct reader *r, char wanted)
{
	if (peek(r) != wanted)
		return false;
	r->at++;
	return true;
}

static void skip_spaces(struct reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\n' || peek(r) == '\r')
		r->at++;
}

static bool read_word(struct reader *r, const char *word)
{
	size_t length = strlen(word);

	if (r->length - r->at < length || memcmp(r->bytes + r->at, word, length) != 0)
		return wrong(r, "this is no value");
	r->at += length;
	return true;
}

/* --- Numbers ------------------------------------------------------------------------------------------- */

static size_t digits(struct reader *r)
{
	size_t before = r->at;

	while (peek(r) >= '0' && peek(r) <= '9')
		r->at++;
	return r->at - before;
}

static bool number_made(struct reader *r, size_t begin, bool whole, struct json_object **out)
{
	char text[REAL_MAX + 1];
	size_t length = r->at - begin;

	if (length > REAL_MAX) {
		r->at = begin;
		return wrong(r, "the number is too long");
	}
	memcpy(text, r->bytes + begin, length);
	text[length] = '\0';
	errno = 0;
	if (whole) {
		*out = json_object_new_int64(strtoll(text, NULL, 10));
	} else {
		double real = strtod(text, NULL);

		*out = json_object_new_double_s(real, text);
	}
	if (errno == ERANGE) {
		json_object_put(*out);
		*out = NULL;
		r->at = begin;
		return wrong(r, "the number is too big or too small");
	}
	return true;
}

static bool read_number(struct reader *r, struct json_object **out)
{
	size_t begin = r->at;
	bool whole = true;

	take(r, '-');
	if (take(r, '0')) {
		if (peek(r) >= '0' && peek(r) <= '9')
			return wrong(r, "a number does not begin with 0");
	} else if (!digits(r)) {
		return wrong(r, "a digit is missing here");
	}
	if (take(r, '.')) {
		whole = false;
		if (!digits(r))
			return wrong(r, "a digit is missing here");
	}
	if (take(r, 'e') || take(r, 'E')) {
		whole = false;
		if (!take(r, '+'))
			take(r, '-');
		if (!digits(r))
			return wrong(r, "a digit is missing here");
	}
	return number_made(r, begin, whole, out);
}

/* --- Texts ----------------------------------------------------------------------------------------------- */

static bool read_four(struct reader *r, uint32_t *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++, r->at++) {
		int c = peek(r);

		if (c >= '0' && c <= '9')
			*unit = *unit * 16 + (uint32_t)(c - '0');
		else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
			*unit = *unit * 16 + (uint32_t)((c | 0x20) - 'a' + 10);
		else
			return wrong(r, "\\u wants four digits of 0-9 and a-f");
	}
	return true;
}

static void add_point(struct text *text, uint32_t point)
{
	char bytes[4];
	size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;

	for (size_t i = length - 1; i > 0; i--, point >>= 6)
		bytes[i] = (char)(0x80 | (point & 0x3F));
	bytes[0] = (char)(length == 1 ? point : point | (uint32_t)((0xF00u >> length) & 0xF0u));
	text_add(text, bytes, length);
}

static bool read_unicode(struct reader *r)
{
	uint32_t point, low;

	if (!read_four(r, &point))
		return false;
	if (point == 0)
		return wrong(r, "a text cannot hold the character NUL");
	if (point >= 0xDC00 && point < 0xE000)
		return wrong(r, "half of a character without its other half");
	if (point >= 0xD800 && point < 0xDC00) {
		if (!take(r, '\\') || !take(r, 'u'))
			return wrong(r, "half of a character without its other half");
		if (!read_four(r, &low))
			return false;
		if (low < 0xDC00 || low > 0xDFFF)
			return wrong(r, "half of a character without its other half");
		point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
	}
	add_point(&r->scratch, point);
	return true;
}

static bool read_escape(struct reader *r)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (take(r, 'u'))
		return read_unicode(r);
	found = peek(r) > 0 ? strchr(from, peek(r)) : NULL;
	if (!found)
		return wrong(r, "there is no such character behind \\");
	text_add(&r->scratch, &to[found - from], 1);
	r->at++;
	return true;
}

/* Into r->scratch. */
static bool read_text(struct reader *r)
{
	if (!take(r, '"'))
		return wrong(r, "a text in \" is expected");
	r->scratch.length = 0;
	text_add(&r->scratch, "", 0);
	while (!take(r, '"')) {
		size_t begin = r->at;

		while (peek(r) >= 0x20 && peek(r) != '"' && peek(r) != '\\')
			r->at++;
		if (!text_is_utf8(r->bytes + begin, r->at - begin)) {
			r->at = begin;
			return wrong(r, "this text is not valid UTF-8");
		}
		text_add(&r->scratch, r->bytes + begin, r->at - begin);
		if (peek(r) < 0)
			return wrong(r, "the text does not end");
		if (peek(r) < 0x20)
			return wrong(r, "a control character must be written as \\u…");
		if (take(r, '\\') && !read_escape(r))
			return false;
	}
	return true;
}

/* --- Lists and objects ------------------------------------------------------------------------------------ */

/* After an entry: true when another follows; *ended when the container is closed. */
static bool more(struct reader *r, char end, bool *ended)
{
	skip_spaces(r);
	*ended = take(r, end);
	if (*ended)
		return false;
	if (!take(r, ','))
		return wrong(r, end == ']' ? "a , or ] is expected" : "a , or } is expected");
	skip_spaces(r);
	return true;
}

static bool read_list(struct reader *r, struct json_object *list)
{
	bool ended;

	skip_spaces(r);
	if (take(r, ']'))
		return true;
	do {
		struct json_object *value;

		if (!read_value(r, &value))
			return false;
		json_object_array_add(list, value);
	} while (more(r, ']', &ended));
	return ended;
}

static bool read_entry(struct reader *r, struct json_object *object)
{
	size_t begin = r->at;
	struct json_object *value;
	char *key;

	if (!read_text(r))
		return false;
	if (r->scratch.length > KEY_MAX) {
		r->at = begin;
		return wrong(r, "the key is too long");
	}
	if (json_object_object_get_ex(object, r->scratch.bytes, NULL)) {
		r->at = begin;
		return wrong(r, "this key is there already");
	}
	key = arena_copy(r->arena, r->scratch.bytes, r->scratch.length);
	skip_spaces(r);
	if (!take(r, ':'))
		return wrong(r, "a : is expected");
	if (!read_value(r, &value))
		return false;
	json_object_object_add_ex(object, key, value, JSON_C_OBJECT_ADD_KEY_IS_NEW);
	return true;
}

static bool read_object(struct reader *r, struct json_object *object)
{
	bool ended;

	skip_spaces(r);
	if (take(r, '}'))
		return true;
	do {
		if (!read_entry(r, object))
			return false;
	} while (more(r, '}', &ended));
	return ended;
}

static bool read_container(struct reader *r, bool (*read)(struct reader *, struct json_object *),
                           struct json_object *container, struct json_object **out)
{
	bool good;

	if (r->depth == DEPTH_MAX || r->containers == CONTAINERS_MAX) {
		json_object_put(container);
		return wrong(r, r->depth == DEPTH_MAX ? "too many lists and objects within each other"
		                                      : "too many lists and objects");
	}
	r->containers++;
	r->at++;
	r->depth++;
	good = read(r, container);
	r->depth--;
	if (!good) {
		json_object_put(container);
		return false;
	}
	*out = container;
	return true;
}

static bool read_value(struct reader *r, struct json_object **out)
{
	*out = NULL;
	skip_spaces(r);
	if (r->values++ == VALUES_MAX)
		return wrong(r, "too many values");
	switch (peek(r)) {
	case '{':
		return read_container(r, read_object, json_object_new_object(), out);
	case '[':
		return read_container(r, read_list, json_object_new_array(), out);
	case '"':
		if (!read_text(r))
			return false;
		*out = json_object_new_string_len(r->scratch.bytes, (int)r->scratch.length);
		return true;
	case 't':
		*out = json_object_new_boolean(true);
		break;
	case 'f':
		*out = json_object_new_boolean(false);
		break;
	case 'n':
		return read_word(r, "null");
	default:
		return (peek(r) >= '0' && peek(r) <= '9') || peek(r) == '-' ? read_number(r, out)
		                                                            : wrong(r, "a value is expected");
	}
	if (read_word(r, json_object_get_boolean(*out) ? "true" : "false"))
		return true;
	json_object_put(*out);
	*out = NULL;
	return false;
}

static void release(void *object)
{
	json_object_put(object);
}

struct json *json_read(struct arena *arena, const char *bytes, size_t length, struct json_error *error)
{
	struct reader r = {.arena = arena, .bytes = bytes, .length = length, .scratch = {.arena = arena}};
	struct json_object *value = NULL;
	bool good = length <= INT32_MAX ? read_value(&r, &value) : wrong(&r, "too long");

	if (good) {
		skip_spaces(&r);
		if (r.at < r.length) {
			wrong(&r, "something stands behind the end");
			json_object_put(value);
			value = NULL;
		}
	}
	if (error)
		*error = (struct json_error){.offset = r.at, .message = r.message};
	if (value)
		arena_defer(arena, release, value);
	return (struct json *)value;
}
