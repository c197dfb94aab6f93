/*
 * render.c: walks the steps of a page. This is what every answer spends its time in: it copies literals, escapes values
 * and jumps, decides nothing, and takes memory only for the growing text (and for dates that were not written lately).
 */
#include <string.h>

#include "kit/day.h"
#include "kit/shape.h"
#include "page/escape.h"
#include "page/page.h"
#include "page/step.h"

/* A list that is being walked. */
struct walk {
	const char *row;
	const char *outer;
	size_t left;
	size_t size;
};

static void write_number(struct text *out, int64_t number)
{
	char digits[24];
	char *at = digits + sizeof digits;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		*--at = '-';
	escape_raw(out, at, (size_t)(digits + sizeof digits - at));
}

static void write_two(char *at, int number)
{
	at[0] = (char)('0' + number / 10 % 10);
	at[1] = (char)('0' + number % 10);
}

static void write_day_code(struct text *out, struct day day)
{
	char code[10] = {0, 0, 0, 0, '-', 0, 0, '-', 0, 0};

	if (!day_is(day))
		return;
	write_two(code, day.year / 100);
	write_two(code + 2, day.year % 100);
	write_two(code + 5, day.month);
	write_two(code + 8, day.day);
	escape_raw(out, code, sizeof code);
}

/* 2024-12-13T14:05:09+09:00, for <time datetime>. */
static void write_moment_code(struct text *out, struct moment moment)
{
	const int64_t microseconds_a_day = INT64_C(86400000000);
	int64_t rest = (moment.microseconds + INT64_C(9) * 3600 * 1000000) % microseconds_a_day;
	int seconds = (int)((rest < 0 ? rest + microseconds_a_day : rest) / 1000000);
	char time[15] = {'T', 0, 0, ':', 0, 0, ':', 0, 0, '+', '0', '9', ':', '0', '0'};

	if (moment.microseconds == 0)
		return;
	write_day_code(out, day_of(moment));
	write_two(time + 1, seconds / 3600);
	write_two(time + 4, seconds / 60 % 60);
	write_two(time + 7, seconds % 60);
	escape_raw(out, time, sizeof time);
}

/* The same dates come again and again in a list: the last ones are kept. 32 entries, overwritten in place. */
static void write_day(struct text *out, struct day day, enum language language, bool is_short)
{
	static struct kept {
		struct day day;
		uint8_t language;
		bool is_short;
		uint8_t length;
		char bytes[72];
	} lately[32];
	struct kept *kept = &lately[(unsigned)(day.year * 7 + day.month * 5 + day.day * 2 + is_short) % 32];

	if (!day_is(day))
		return;
	if (kept->length == 0 || kept->day.year != day.year || kept->day.month != day.month ||
	    kept->day.day != day.day || kept->language != (uint8_t)language || kept->is_short != is_short) {
		const char *words =
			is_short ? day_short(out->arena, language, day) : day_words(out->arena, language, day);
		size_t length = strlen(words);

		if (length > sizeof kept->bytes) {
			escape_html(out, words);
			return;
		}
		*kept = (struct kept){day, (uint8_t)language, is_short, (uint8_t)length, {0}};
		memcpy(kept->bytes, words, length);
	}
	escape_raw(out, kept->bytes, kept->length); /* digits, letters, spaces and brackets: nothing to escape */
}

static void write_named(struct text *out, const struct step *step, const void *at)
{
	const struct written *written = step->bytes;
	int value; /* an enum; all of ours are as wide as int */

	memcpy(&value, at, sizeof value);
	if (value >= 0 && (uint32_t)value < step->length)
		escape_raw(out, written[value].bytes, written[value].length);
}

static void write_value(struct text *out, enum language language, const struct step *step, const void *at)
{
	const char *text;

	switch (step->kind) {
	case STEP_TEXT:
		text = *(const char *const *)at;
		if (text)
			escape_html(out, text);
		break;
	case STEP_TEXT_IN_ADDRESS:
		text = *(const char *const *)at;
		if (text)
			escape_piece(out, text);
		break;
	case STEP_ADDRESS:
		text = *(const char *const *)at;
		escape_address(out, text ? text : "");
		break;
	case STEP_NUMBER:
		write_number(out, *(const int64_t *)at);
		break;
	case STEP_YEAR:
		escape_html(out, year_words(out->arena, language, *(const int64_t *)at));
		break;
	case STEP_NAMED:
		write_named(out, step, at);
		break;
	case STEP_DAY:
	case STEP_DAY_SHORT:
		write_day(out, *(const struct day *)at, language, step->kind == STEP_DAY_SHORT);
		break;
	case STEP_DAY_CODE:
		write_day_code(out, *(const struct day *)at);
		break;
	case STEP_MOMENT:
		if (((const struct moment *)at)->microseconds)
			escape_html(out, moment_words(out->arena, language, *(const struct moment *)at));
		break;
	case STEP_MOMENT_SHORT:
		if (((const struct moment *)at)->microseconds)
			write_day(out, day_of(*(const struct moment *)at), language, true);
		break;
	case STEP_MOMENT_CODE:
		write_moment_code(out, *(const struct moment *)at);
		break;
	default:
		break;
	}
}

static bool holds(const struct step *step, const void *at)
{
	const char *text;

	switch (step->kind) {
	case STEP_IF_TEXT:
		text = *(const char *const *)at;
		return text && text[0];
	case STEP_IF_NUMBER:
		return *(const int64_t *)at != 0;
	case STEP_IF_YES:
		return *(const bool *)at;
	case STEP_IF_DAY:
		return day_is(*(const struct day *)at);
	case STEP_IF_MOMENT:
		return ((const struct moment *)at)->microseconds != 0;
	default:
		return ((const struct list *)at)->count != 0;
	}
}

void page_render(const struct page *page, enum language language, const void *data, const void *frame, struct text *out)
{
	const struct step *const first = page->steps[language].first;
	const char *from[] = {[FROM_ROW] = data, [FROM_FRAME] = frame};
	struct walk walks[STEP_DEPTH + 1] = {
		{NULL, NULL, 0, 0}
        };
	struct walk *walk = walks; /* the innermost; the first is no list */
	const struct list *list;

	for (const struct step *step = first; step->kind != STEP_END;) {
		switch (step->kind) {
		case STEP_LITERAL:
			escape_raw(out, step->bytes, step->length);
			step++;
			break;
		case STEP_ROWS:
			list = (const struct list *)(const void *)(from[step->from] + step->offset);
			if (list->count == 0) {
				step = first + step->to;
				break;
			}
			*++walk = (struct walk){list->rows, from[FROM_ROW], list->count, step->length};
			from[FROM_ROW] = walk->row;
			step++;
			break;
		case STEP_NEXT:
			if (--walk->left) {
				from[FROM_ROW] = walk->row += walk->size;
				step = first + step->to;
			} else {
				from[FROM_ROW] = (walk--)->outer;
				step++;
			}
			break;
		default:
			if (step->kind < STEP_ROWS) {
				write_value(out, language, step, from[step->from] + step->offset);
				step++;
			} else {
				bool go = holds(step, from[step->from] + step->offset) != step->otherwise;

				step = go ? step + 1 : first + step->to;
			}
			break;
		}
	}
}
