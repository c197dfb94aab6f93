/*
 * target.c: reads the number in a target. Careful rather than clever: a number counts only when it is the only one, and
 * when nothing but its unit and a comparison follows it.
 */
#include "plan/target.h"

#include <assert.h>
#include <string.h>

#include "kit/text.h"

#define UNIT_CHARS 10

static const char *const codes[] = {
	[COMPARISON_AT_LEAST] = "at_least",
	[COMPARISON_AT_MOST] = "at_most",
	[COMPARISON_EQUAL] = "equal",
};
static_assert(sizeof codes / sizeof *codes == COMPARISONS, "every comparison has its code");
const struct names comparison_names = {codes, NULL, COMPARISONS};

static const struct ending {
	const char *word;
	enum comparison comparison;
} endings[] = {
	{"以上", COMPARISON_AT_LEAST},
	{"以下", COMPARISON_AT_MOST },
	{"以内", COMPARISON_AT_MOST },
};

/* What no unit holds: then the number is part of a sentence. 未満 and 超 are comparisons that we do not have. */
static const char *const not_in_units[] = {"の", "を", "に", "で", "は", "が",   "と",   "や",  "から", "未満",
                                           "超", " ",  "(",  ")",  ",",  ".",    "、",   "。",  "・",   "~",
                                           "-",  "/",  "「", "」", "→",  "以上", "以下", "以内"};
/* 令和6年度 is when, not how much. */
static const char *const not_units[] = {"年", "年度", "年度末", "月", "月末", "月中"};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The end of the number that begins at `at`; its digits, sign and point go to `out`. 1,200 is one number. */
static const char *number_end(const char *at, struct text *out)
{
	for (;; at++) {
		if (is_digit(*at) || (*at == '.' && is_digit(at[1]) && !strchr(out->bytes, '.')))
			text_add(out, at, 1);
		else if (!(*at == ',' && is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]) && !is_digit(at[4])))
			return at;
	}
}

static bool is_unit(const char *text, size_t length, struct arena *arena)
{
	const char *unit = arena_copy(arena, text, length);

	if (text_count(unit) > UNIT_CHARS)
		return false;
	for (size_t i = 0; i < sizeof not_in_units / sizeof *not_in_units; i++)
		if (strstr(unit, not_in_units[i]))
			return false;
	for (size_t i = 0; i < sizeof not_units / sizeof *not_units; i++)
		if (strcmp(unit, not_units[i]) == 0)
			return false;
	return true;
}

static bool ends_with(const char *text, const char *word)
{
	size_t length = strlen(text);

	return length >= strlen(word) && strcmp(text + length - strlen(word), word) == 0;
}

bool target_read(struct arena *arena, const char *text, const char **number, enum comparison *comparison)
{
	const char *folded = text_fold(arena, text);
	const char *begin = folded + strcspn(folded, "0123456789");
	struct text digits = {.arena = arena};
	const char *rest;
	size_t unit;

	text_say(&digits, begin == folded + 1 && *folded == '-' ? "-" : "");
	rest = number_end(begin, &digits);
	rest += *rest == ' ';
	unit = strlen(rest);
	if (!*begin || digits.length > 18 || rest[strcspn(rest, "0123456789")])
		return false;
	*comparison = COMPARISON_EQUAL;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_with(rest, endings[i].word)) {
			*comparison = endings[i].comparison;
			unit = strlen(rest) - strlen(endings[i].word);
		}
	*number = digits.bytes;
	return is_unit(rest, unit, arena);
}
