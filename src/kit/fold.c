/* fold.c: makes texts comparable that look alike. For codes, numbers and search keys; free text is never folded. */
#include <string.h>

#include <utf8proc.h>

#include "arena.h"
#include "radicals.h"
#include "text.h"

#define OPTIONS (UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_STABLE)
#define SHORT_MAX 96

static int32_t alike(int32_t point)
{
	switch (point) {
	case 0x3007:           /* 〇 */
	case 0x25EF:           /* ◯ */
		return 0x25CB; /* ○ */
	case 0x2212:           /* − */
	case 0x2010:           /* ‐ */
	case 0x2011:
		return '-';
	default:
		return radical_ideograph(point);
	}
}

/* Decomposes into `points`, then composes and encodes them in place. The length, or -1: not UTF-8, or too long. */
static utf8proc_ssize_t fold_points(const char *text, utf8proc_int32_t *points, utf8proc_ssize_t room)
{
	utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text),
	                                            points, room, OPTIONS);

	if (count < 0 || count > room)
		return -1;
	for (utf8proc_ssize_t i = 0; i < count; i++)
		points[i] = alike(points[i]);
	return utf8proc_reencode(points, count, OPTIONS);
}

/* Runs of spaces become one; none at either end. */
static void squeeze(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		bool space = *from == ' ' || (*from >= '\t' && *from <= '\r');

		if (!space)
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

const char *text_fold(struct arena *arena, const char *text)
{
	utf8proc_ssize_t room;
	utf8proc_int32_t *points;

	room = utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text), NULL, 0, OPTIONS);
	if (room < 0) {
		text = text_mend(arena, text, strlen(text));
		room = utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text), NULL, 0,
		                          OPTIONS);
	}
	if (room <= 0)
		return "";
	points = arena_many(arena, utf8proc_int32_t, (size_t)room + 1);
	if (fold_points(text, points, room) < 0)
		return "";
	squeeze((char *)points);
	return (const char *)points;
}

bool text_fold_short(const char *text, char *out, size_t room)
{
	utf8proc_int32_t points[SHORT_MAX + 1];
	utf8proc_ssize_t length = strlen(text) > 3 * SHORT_MAX ? -1 : fold_points(text, points, SHORT_MAX);

	if (length < 0)
		return false;
	squeeze((char *)points);
	length = (utf8proc_ssize_t)strlen((char *)points);
	if ((size_t)length >= room)
		return false;
	memcpy(out, points, (size_t)length + 1);
	return true;
}

const char *text_code(struct arena *arena, const char *typed)
{
	struct text out = {.arena = arena};

	text_say(&out, "");
	for (const char *c = text_fold(arena, typed); *c; c++) {
		char letter = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);

		if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
			text_add(&out, &letter, 1);
	}
	return out.bytes;
}
