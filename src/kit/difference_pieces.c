/* difference_pieces.c: cuts a text into sentences, and into what a reader takes for one character. */
#include "difference_inside.h"

#include <string.h>

#include "arena.h"
#include "text.h"

#define FULL_POINT 0xFF0E /* the full-width point: of a sentence, or within a number */

/* What a character is made of, as far as cutting goes. */
enum script {
	SCRIPT_OTHER,
	SCRIPT_SPACE,
	SCRIPT_DIGIT,
	SCRIPT_LATIN,
	SCRIPT_HIRAGANA,
	SCRIPT_KATAKANA,
	SCRIPT_IDEOGRAPH
};

static bool is_between(int32_t point, int32_t from, int32_t to)
{
	return point >= from && point <= to;
}

static enum script script_of(int32_t point)
{
	if (point == ' ' || point == '\n' || point == '\t' || point == 0x3000)
		return SCRIPT_SPACE;
	if (is_between(point, '0', '9') || is_between(point, 0xFF10, 0xFF19))
		return SCRIPT_DIGIT;
	if (is_between(point, 'A', 'Z') || is_between(point, 'a', 'z') || is_between(point, 0xC0, 0x24F) ||
	    is_between(point, 0xFF21, 0xFF3A) || is_between(point, 0xFF41, 0xFF5A))
		return SCRIPT_LATIN;
	if (is_between(point, 0x3041, 0x309F))
		return SCRIPT_HIRAGANA;
	if (is_between(point, 0x30A1, 0x30FF) || is_between(point, 0xFF66, 0xFF9F))
		return SCRIPT_KATAKANA;
	if (is_between(point, 0x3400, 0x9FFF) || is_between(point, 0xF900, 0xFAFF) ||
	    is_between(point, 0x20000, 0x3FFFF) || point == 0x3005) /* the mark that repeats one */
		return SCRIPT_IDEOGRAPH;
	return SCRIPT_OTHER;
}

static bool ends_sentence(int32_t point)
{
	switch (point) {
	case '\n':
	case '!':
	case '?':
	case 0x3002: /* the full stop and its likes */
	case 0xFF61:
	case FULL_POINT:
	case 0xFF01:
	case 0xFF1F:
		return true;
	default:
		return false;
	}
}

static bool opens(int32_t point)
{
	return point == '(' || point == 0xFF08 || point == 0x300C || point == 0x300E || point == 0x3010 ||
	       point == 0x3014;
}

static bool closes(int32_t point)
{
	return point == ')' || point == 0xFF09 || point == 0x300D || point == 0x300F || point == 0x3011 ||
	       point == 0x3015;
}

static bool is_comma(int32_t point)
{
	return point == ',' || point == 0x3001 || point == 0xFF0C || point == 0xFF64 || point == 0x30FB;
}

/* ---- cutting ---- */

/* FNV-1a */
static uint64_t hash_of(const char *bytes, size_t length)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
	return hash;
}

static size_t points_of(const char *bytes, size_t length)
{
	size_t points = 0;

	for (size_t i = 0; i < length; i++)
		points += (bytes[i] & 0xC0) != 0x80;
	return points;
}

bool piece_same(const struct piece *a, const struct piece *b)
{
	return a->hash == b->hash && a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

static bool is_digit_at(const char *text, size_t left)
{
	int32_t point;

	text_character(text, left, &point);
	return script_of(point) == SCRIPT_DIGIT;
}

/* A number or a Latin word is one piece, with the points and commas within a number. */
static size_t word_length(const char *text, size_t left)
{
	int32_t first, point;
	size_t length = text_character(text, left, &first), next;
	const enum script script = script_of(first);

	if (script != SCRIPT_DIGIT && script != SCRIPT_LATIN)
		return length;
	for (; length < left; length += next) {
		next = text_character(text + length, left - length, &point);
		if (script_of(point) == script)
			continue;
		if (script != SCRIPT_DIGIT ||
		    (point != '.' && point != ',' && point != FULL_POINT && point != 0xFF0C) || length + next == left)
			break;
		if (!is_digit_at(text + length + next, left - length - next))
			break;
		next += text_character(text + length + next, left - length - next, &point);
	}
	return length;
}

/* A sentence goes up to its end mark, with whatever closes behind that. */
static size_t sentence_length(const char *text, size_t left)
{
	bool is_ended = false;
	size_t length = 0, next;
	int32_t point;

	for (; length < left; length += next) {
		next = text_character(text + length, left - length, &point);
		if (is_ended && !closes(point) && !ends_sentence(point))
			break;
		if (point == FULL_POINT && length + next < left &&
		    is_digit_at(text + length + next, left - length - next))
			continue;
		if (point == '\n')
			return length + next;
		is_ended = is_ended || ends_sentence(point);
	}
	return length;
}

static bool cut(struct arena *arena, const char *text, size_t length, size_t (*next)(const char *text, size_t left),
                size_t *left, struct pieces *out)
{
	size_t count = 0, step;

	for (size_t at = 0; at < length; at += next(text + at, length - at))
		if (++count > *left)
			return false;
	*left -= count;
	*out = (struct pieces){arena_many(arena, struct piece, count + 1), 0};
	for (size_t at = 0; at < length; at += step) {
		step = next(text + at, length - at);
		out->all[out->count++] =
			(struct piece){text + at, step, points_of(text + at, step), hash_of(text + at, step), false};
	}
	out->all[count].at = text + length;
	return true;
}

bool pieces_of_sentences(struct arena *arena, const char *text, size_t length, size_t *left, struct pieces *out)
{
	return cut(arena, text, length, sentence_length, left, out);
}

bool pieces_of_characters(struct arena *arena, const char *text, size_t length, size_t *left, struct pieces *out)
{
	return cut(arena, text, length, word_length, left, out);
}

int pieces_cut(const struct pieces *pieces, size_t index)
{
	int32_t left, right;

	if (index == 0 || index == pieces->count)
		return CUT_BEST;
	text_character(pieces->all[index - 1].at, pieces->all[index - 1].length, &left);
	text_character(pieces->all[index].at, pieces->all[index].length, &right);
	if (ends_sentence(left))
		return CUT_BEST;
	if (is_comma(left) || closes(left) || opens(right))
		return CUT_BEST - 1;
	if (script_of(left) == SCRIPT_SPACE || script_of(right) == SCRIPT_SPACE)
		return CUT_BEST - 2;
	/* a phrase of Japanese begins where kana end and something else begins */
	if (script_of(left) == SCRIPT_HIRAGANA && script_of(right) != SCRIPT_HIRAGANA)
		return CUT_BEST - 3;
	return script_of(left) != script_of(right) ? 1 : 0;
}
