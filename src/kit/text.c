/* text.c: strings in an arena, and what can be said about them. Folding is fold.c's. */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "arena.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define ELLIPSIS "\xE2\x80\xA6"    /* … */

/* --- Texts that grow --------------------------------------------------------------------------------- */

static void make_room(struct text *text, size_t length)
{
	size_t wanted = text->length + length + 1;
	size_t room = text->room ? text->room : 256;

	if (wanted <= text->room)
		return;
	while (room < wanted)
		room *= 2;
	text->bytes = arena_grow(text->arena, text->bytes, text->room, room);
	text->room = room;
}

void text_add(struct text *text, const char *bytes, size_t length)
{
	make_room(text, length);
	if (length)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_say(struct text *text, const char *string)
{
	text_add(text, string, string ? strlen(string) : 0);
}

static void print_all(struct text *text, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
static void print_all(struct text *text, const char *format, va_list arguments)
{
	va_list again;
	int length;

	va_copy(again, arguments);
	make_room(text, 64);
	length = vsnprintf(text->bytes + text->length, text->room - text->length, format, arguments);
	if (length < 0)
		length = 0;
	if ((size_t)length >= text->room - text->length) {
		make_room(text, (size_t)length);
		vsnprintf(text->bytes + text->length, text->room - text->length, format, again);
	}
	va_end(again);
	text->length += (size_t)length;
	text->bytes[text->length] = '\0';
}

void text_print(struct text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print_all(text, format, arguments);
	va_end(arguments);
}

const char *text_format(struct arena *arena, const char *format, ...)
{
	struct text text = {.arena = arena};
	va_list arguments;

	va_start(arguments, format);
	print_all(&text, format, arguments);
	va_end(arguments);
	return text.bytes;
}

const char *text_join_all(struct arena *arena, const char *const *parts)
{
	size_t length = 0;
	char *joined, *at;

	for (size_t i = 0; parts[i]; i++)
		length += strlen(parts[i]);
	joined = at = arena_take(arena, length + 1);
	for (size_t i = 0; parts[i]; i++)
		at = stpcpy(at, parts[i]);
	return joined;
}

/* --- What a text is ---------------------------------------------------------------------------------- */

/* The code point at `text`, and its length in *length; -1 (and 1) where the bytes are not UTF-8. */
static int32_t point_at(const char *text, size_t left, size_t *length)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &point);

	*length = bytes > 0 ? (size_t)bytes : 1;
	return bytes > 0 ? point : -1;
}

static bool is_space(int32_t point)
{
	return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 || point == 0xA0 || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200B) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
	       point == 0x205F || point == 0x3000 || point == 0xFEFF;
}

bool text_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_empty(const char *text)
{
	size_t left = text ? strlen(text) : 0, length;

	for (; left; text += length, left -= length)
		if (!is_space(point_at(text, left, &length)))
			return false;
	return true;
}

bool text_is_utf8(const char *bytes, size_t length)
{
	for (size_t at = 0, step; at < length; at += step) {
		step = 1;
		if ((signed char)bytes[at] < 0 && point_at(bytes + at, length - at, &step) < 0)
			return false;
	}
	return true;
}

const char *text_mend(struct arena *arena, const char *bytes, size_t length)
{
	struct text text = {.arena = arena};

	if (text_is_utf8(bytes, length) && !memchr(bytes, '\0', length))
		return arena_copy(arena, bytes, length);
	text_add(&text, "", 0);
	for (size_t at = 0, step; at < length; at += step) {
		if (point_at(bytes + at, length - at, &step) > 0)
			text_add(&text, bytes + at, step);
		else
			text_say(&text, REPLACEMENT);
	}
	return text.bytes;
}

const char *text_lines(struct arena *arena, const char *text)
{
	char *lines, *at;

	if (!strchr(text, '\r'))
		return text;
	lines = at = arena_take(arena, strlen(text) + 1);
	for (; *text; text++) {
		if (*text == '\r' && text[1] == '\n')
			continue;
		*at++ = *text == '\r' ? '\n' : *text;
	}
	return lines;
}

bool text_has_control(const char *text)
{
	size_t left = strlen(text), length;

	for (; left; text += length, left -= length) {
		int32_t point = point_at(text, left, &length);

		if ((point >= 0 && point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7F && point < 0xA0) ||
		    point == 0x2028 || point == 0x2029 || (point >= 0x202A && point <= 0x202E) ||
		    (point >= 0x2066 && point <= 0x2069))
			return true;
	}
	return false;
}

size_t text_count(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += (*text & 0xC0) != 0x80;
	return count;
}

size_t text_character(const char *text, size_t left, int32_t *point)
{
	utf8proc_int32_t state = 0;
	size_t length, next;
	int32_t before = *point = point_at(text, left, &length);

	for (; before >= 0 && length < left; length += next) {
		const int32_t behind = point_at(text + length, left - length, &next);

		if (behind < 0 || utf8proc_grapheme_break_stateful(before, behind, &state))
			break;
		before = behind;
	}
	return length;
}

/* Does this belong to the character before it: an accent, a variation selector? */
static bool is_attached(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

const char *text_excerpt(struct arena *arena, const char *text, size_t count)
{
	struct text excerpt = {.arena = arena};
	size_t left = strlen(text), length;

	text_add(&excerpt, "", 0);
	for (; left; text += length, left -= length) {
		int32_t point = point_at(text, left, &length);

		if (count == 0 && point >= 0 && !is_attached(point)) {
			text_say(&excerpt, ELLIPSIS);
			break;
		}
		count -= count > 0;
		if (point == '\n' || point == '\r')
			text_say(&excerpt, " ");
		else
			text_add(&excerpt, text, length);
	}
	return excerpt.bytes;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define ADDRESS_MAX 254 /* RFC 5321 */

bool text_is_mail_address(const char *text)
{
	size_t name = strspn(text, LETTERS "!#$%&'*+/=?^_`{|}~.-");
	size_t host = text[name] == '@' ? strspn(text + name + 1, LETTERS ".-") : 0;

	return name > 0 && name <= 64 && text[0] != '-' && host > 0 && text[name + 1] != '.' && text[name + 1] != '-' &&
	       text[name + 1 + host] == '\0' && name + 1 + host <= ADDRESS_MAX;
}

bool text_number(const char *text, int64_t *number)
{
	char folded[32];
	const char *at = folded;
	bool negative;
	int64_t value = 0;

	if (!text || !text_fold_short(text, folded, sizeof folded))
		return false;
	negative = *at == '-';
	at += negative;
	if (!*at)
		return false;
	for (; *at; at++)
		if (*at < '0' || *at > '9' || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, *at - '0', &value))
			return false; /* counted downwards: the smallest number has no positive twin */
	if (!negative && __builtin_sub_overflow((int64_t)0, value, &value))
		return false;
	*number = value;
	return true;
}

/* --- Did you mean -------------------------------------------------------------------------------------- */

#define NEAR_MAX 40

/* Insertions, deletions, changes and swaps of neighbours between two words. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][NEAR_MAX + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	size_t width = strlen(b);

	for (size_t j = 0; j <= width; j++)
		above[j] = before[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);

			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[width];
}

const char *text_nearest(const char *word, const char *const *words, size_t count)
{
	size_t length = strlen(word);
	size_t near = length < 4 ? 1 : length / 3;
	const char *best = NULL;

	if (length == 0 || length > NEAR_MAX)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t away = strlen(words[i]) > NEAR_MAX ? NEAR_MAX : distance(word, words[i]);

		if (away < near || (away == near && !best)) {
			near = away;
			best = words[i];
		}
	}
	return best;
}
