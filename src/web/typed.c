/* typed.c: what a browser sent, taken apart into fields. Which fields a form may have is form.c's to judge. */
#include "web/inside.h"

#include <string.h>
#include <strings.h>

void *inside_add(struct arena *arena, struct list *list, size_t size)
{
	size_t count = list->count;

	/* Room is doubled whenever the count reaches a power of two from 8 on. */
	if (count == 0 || (count >= 8 && (count & (count - 1)) == 0)) {
		void *rows = arena_take_many(arena, size, count == 0 ? 8 : count * 2);

		if (count)
			memcpy(rows, list->rows, count * size);
		list->rows = rows;
	}
	return (char *)list->rows + list->count++ * size;
}

const struct typed *typed_find(const struct list *typed, const char *name)
{
	for (EACH(struct typed, field, *typed))
		if (text_same(field->name, name))
			return field;
	return NULL;
}

/* Bytes as text: NUL and what is no UTF-8 become U+FFFD, and the flaw is noted. */
static const char *mend(struct arena *arena, const char *bytes, size_t length, enum flaw *flaw)
{
	char *copy;

	*flaw = text_is_utf8(bytes, length) ? FLAW_NONE : FLAW_UTF8;
	if (!memchr(bytes, '\0', length))
		return *flaw == FLAW_NONE ? arena_copy(arena, bytes, length) : text_mend(arena, bytes, length);
	*flaw = FLAW_CONTROL;
	copy = arena_copy(arena, bytes, length);
	for (char *c = copy; c < copy + length; c++)
		if (*c == '\0')
			*c = '\xff'; /* never part of UTF-8 */
	return text_mend(arena, copy, length);
}

struct fail *typed_add(struct arena *arena, struct list *typed, const char *name, size_t name_length, const char *value,
                       size_t length, const char *file_name, size_t *texts)
{
	struct typed *field;
	enum flaw flaw;

	if (typed->count >= FIELDS_MAX)
		return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "more than %u fields", FIELDS_MAX);
	if (name_length > NAME_MAX_BYTES)
		return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "a field name of %zu bytes", name_length);
	*texts += file_name ? 0 : length;
	if (*texts > TEXTS_MAX)
		return FAIL(FAIL_TOO_LARGE, SAY_web_texts_too_large);
	field = inside_add(arena, typed, sizeof *field);
	field->name = mend(arena, name, name_length, &flaw);
	field->file_name = file_name;
	field->length = length;
	field->flaw = FLAW_NONE;
	field->value = file_name ? value : mend(arena, value, length, &field->flaw);
	if (!file_name)
		field->length = strlen(field->value);
	return NULL;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Undoes + and %41, once. A % without two digits stands for itself. Returns the length. */
static size_t decode(const char *from, size_t length, char *to)
{
	size_t out = 0;

	for (size_t i = 0; i < length; i++) {
		if (from[i] == '%' && i + 2 < length && digit(from[i + 1]) >= 0 && digit(from[i + 2]) >= 0) {
			to[out++] = (char)(digit(from[i + 1]) * 16 + digit(from[i + 2]));
			i += 2;
		} else {
			to[out++] = from[i] == '+' ? ' ' : from[i];
		}
	}
	return out;
}

struct fail *typed_read_query(struct arena *arena, const char *text, size_t length, struct list *typed)
{
	char *room = arena_take(arena, length + 1);
	const char *end = text + length;
	size_t texts = 0;

	while (text < end) {
		const char *stop = memchr(text, '&', (size_t)(end - text));
		const char *equals;
		size_t name_length, value_length = 0;

		if (!stop)
			stop = end;
		equals = memchr(text, '=', (size_t)(stop - text));
		name_length = decode(text, (size_t)((equals ? equals : stop) - text), room);
		if (equals)
			value_length = decode(equals + 1, (size_t)(stop - equals - 1), room + name_length);
		if (stop > text)
			TRY(typed_add(arena, typed, room, name_length, room + name_length, value_length, NULL, &texts));
		text = stop + 1;
	}
	return NULL;
}

/* Is the content type this one, in UTF-8 or silent about it? */
static bool is_type(const char *content_type, const char *type)
{
	size_t length = strlen(type);
	const char *charset = strcasestr(content_type, "charset=");

	if (strncasecmp(content_type, type, length) != 0)
		return false;
	if (content_type[length] && !strchr("; \t", content_type[length]))
		return false;
	if (!charset)
		return true;
	charset += strlen("charset=");
	charset += *charset == '"';
	return strncasecmp(charset, "utf-8", 5) == 0 && !strchr("0123456789", charset[5] ? charset[5] : ' ');
}

struct fail *typed_read_body(struct arena *arena, const char *content_type, const char *body, size_t length,
                             struct list *typed)
{
	if (is_type(content_type, "application/x-www-form-urlencoded"))
		return typed_read_query(arena, body, length, typed);
	if (is_type(content_type, "multipart/form-data"))
		return multipart_read(arena, content_type, body, length, typed);
	return FAIL(FAIL_BAD, SAY_web_bad_type);
}
