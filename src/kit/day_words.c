/* day_words.c: writes days as the office does. Every word is in templates/words. */
#include "arena.h"
#include "calendar.h"
#include "text.h"

static const enum say weekdays[] = {SAY_weekday_0, SAY_weekday_1, SAY_weekday_2, SAY_weekday_3,
                                    SAY_weekday_4, SAY_weekday_5, SAY_weekday_6};
static const enum say months[] = {SAY_month_1, SAY_month_2, SAY_month_3, SAY_month_4,  SAY_month_5,  SAY_month_6,
                                  SAY_month_7, SAY_month_8, SAY_month_9, SAY_month_10, SAY_month_11, SAY_month_12};
static const enum say short_months[] = {SAY_month_short_1, SAY_month_short_2,  SAY_month_short_3,  SAY_month_short_4,
                                        SAY_month_short_5, SAY_month_short_6,  SAY_month_short_7,  SAY_month_short_8,
                                        SAY_month_short_9, SAY_month_short_10, SAY_month_short_11, SAY_month_short_12};

static const char *number(struct arena *arena, int64_t value)
{
	return text_format(arena, "%lld", (long long)value);
}

/* 令和6, 令和元; the plain year where no era was. */
static const char *era_year(struct arena *arena, enum language language, struct day day)
{
	const struct era *era = calendar_era(day);
	int year;

	if (!era)
		return number(arena, day.year);
	year = day.year - era->first.year + 1;
	return WORDS(arena, language, SAY_era_year, words_say(language, era->name),
	             year == 1 ? words_say(language, SAY_era_first_year) : number(arena, year));
}

static const char *weekday(enum language language, struct day day)
{
	return words_say(language, weekdays[calendar_weekday(day)]);
}

static bool is_writable(struct day day)
{
	return day.month >= 1 && day.month <= 12;
}

const char *day_words(struct arena *arena, enum language language, struct day day)
{
	if (!day_is(day) || !is_writable(day))
		return "";
	return WORDS(arena, language, SAY_day_words,
	             language == LANGUAGE_JA ? era_year(arena, language, day) : number(arena, day.year),
	             words_say(language, months[day.month - 1]), number(arena, day.day), weekday(language, day));
}

const char *day_short(struct arena *arena, enum language language, struct day day)
{
	if (!day_is(day) || !is_writable(day))
		return "";
	return WORDS(arena, language, SAY_day_short, words_say(language, short_months[day.month - 1]),
	             number(arena, day.day), weekday(language, day));
}

const char *moment_words(struct arena *arena, enum language language, struct moment moment)
{
	int64_t minute = calendar_minute_of_day(moment);

	if (moment.microseconds == 0)
		return "";
	return WORDS(arena, language, SAY_moment_words, day_words(arena, language, day_of(moment)),
	             text_format(arena, "%d", (int)(minute / 60)), text_format(arena, "%02d", (int)(minute % 60)));
}

/* A fiscal year bears the era that held at the end of its calendar year: 2019 is 令和元年度. */
const char *year_words(struct arena *arena, enum language language, int64_t fiscal_year)
{
	struct day end = {(int16_t)fiscal_year, 12, 31};

	if (fiscal_year < 1 || fiscal_year > 9999)
		return number(arena, fiscal_year);
	return WORDS(arena, language, SAY_year_words, era_year(arena, language, end), number(arena, fiscal_year));
}
