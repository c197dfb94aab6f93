/* day.c: the calendar itself: counting days and reading machines' spellings. People's are day_read.c's and day_words.c's. */
#include "day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arena.h"
#include "calendar.h"
#include "text.h"

#define SECOND 1000000LL
#define DAY_SECONDS 86400LL
#define JAPAN (9 * 3600LL) /* ahead of UTC, summer and winter */

/* Floored division: days before 1970 count downwards. */
static int64_t floor_of(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Days since 1970-01-01, by the proleptic Gregorian calendar (Howard Hinnant, chrono-compatible date algorithms). */
static int64_t days_of(struct day day)
{
	int64_t year = day.year - (day.month <= 2);
	int64_t era = floor_of(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static struct day day_from_days(int64_t days)
{
	int64_t shifted = days + 719468;
	int64_t era = floor_of(shifted, 146097);
	int64_t day_of_era = shifted - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	int64_t day = day_of_year - (153 * month + 2) / 5 + 1;

	month += month < 10 ? 3 : -9;
	return (struct day){(int16_t)(year_of_era + era * 400 + (month <= 2)), (int8_t)month, (int8_t)day};
}

bool day_is(struct day day)
{
	return day.year != 0;
}

bool calendar_has(int64_t year, int64_t month, int64_t day)
{
	static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= lengths[month - 1] + (month == 2 && leap);
}

int calendar_weekday(struct day day)
{
	int64_t days = days_of(day) + 4; /* 1970-01-01 was a Thursday */

	return (int)(days - floor_of(days, 7) * 7);
}

int64_t calendar_minute_of_day(struct moment moment)
{
	int64_t minutes = floor_of(moment.microseconds, 60 * SECOND) + JAPAN / 60;

	return minutes - floor_of(minutes, 1440) * 1440;
}

struct moment moment_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct moment){now.tv_sec * SECOND + now.tv_nsec / 1000};
}

struct day day_of(struct moment moment)
{
	if (moment.microseconds == 0)
		return (struct day){0, 0, 0};
	return day_from_days(floor_of(floor_of(moment.microseconds, SECOND) + JAPAN, DAY_SECONDS));
}

int64_t days_between(struct day from, struct day to)
{
	return days_of(to) - days_of(from);
}

struct day day_plus(struct day day, int days)
{
	return day_from_days(days_of(day) + days);
}

int64_t fiscal_year_of(struct day day)
{
	return day.year - (day.month < 4);
}

/* --- Machines' spellings ------------------------------------------------------------------------------ */

/* Exactly `count` digits at *at; -1 when there are fewer. */
static int64_t digits(const char **at, int count)
{
	int64_t number = 0;

	for (; count > 0; count--, ++*at) {
		if (**at < '0' || **at > '9')
			return -1;
		number = number * 10 + (**at - '0');
	}
	return number;
}

/* A date at *at; leaves *at behind it. */
static bool read_iso(const char **at, struct day *day)
{
	int64_t year = digits(at, 4), month, date;

	if (year < 0 || *(*at)++ != '-')
		return false;
	month = digits(at, 2);
	if (month < 0 || *(*at)++ != '-')
		return false;
	date = digits(at, 2);
	if (!calendar_has(year, month, date))
		return false;
	*day = (struct day){(int16_t)year, (int8_t)month, (int8_t)date};
	return true;
}

bool day_read_iso(const char *text, struct day *day)
{
	struct day read;

	if (!read_iso(&text, &read) || *text)
		return false;
	*day = read;
	return true;
}

/* .123456: as many digits as there are; those behind the microsecond are dropped. */
static int64_t read_fraction(const char **at)
{
	int64_t fraction = 0, unit = SECOND / 10;

	if (**at != '.')
		return 0;
	for (++*at; **at >= '0' && **at <= '9'; ++*at, unit /= 10)
		fraction += (**at - '0') * unit;
	return fraction;
}

/* Z, +09, +09:30, +0930 or +09:18:59, in seconds. */
static bool read_offset(const char **at, int64_t *seconds)
{
	int64_t unit = 3600;
	bool west = **at == '-';

	*seconds = 0;
	if (**at == 'Z') {
		++*at;
		return true;
	}
	if (**at != '+' && !west)
		return false;
	for (++*at; unit; unit /= 60) {
		int64_t part = digits(at, 2);

		if (part < 0 || part > 59)
			return false;
		*seconds += part * unit;
		*at += **at == ':';
		if (!**at)
			break;
	}
	if (west)
		*seconds = -*seconds;
	return true;
}

bool moment_read_iso(const char *text, struct moment *moment)
{
	struct day day;
	int64_t hour, minute, second, fraction, offset;

	if (!read_iso(&text, &day) || (*text != ' ' && *text != 'T'))
		return false;
	text++;
	hour = digits(&text, 2);
	if (hour < 0 || hour > 24 || *text++ != ':')
		return false;
	minute = digits(&text, 2);
	if (minute < 0 || minute > 59 || *text++ != ':')
		return false;
	second = digits(&text, 2);
	if (second < 0 || second > 60)
		return false;
	fraction = read_fraction(&text);
	if (!read_offset(&text, &offset) || *text)
		return false;
	second += days_of(day) * DAY_SECONDS + hour * 3600 + minute * 60 - offset;
	moment->microseconds = second * SECOND + fraction;
	return true;
}

const char *day_iso(struct arena *arena, struct day day)
{
	if (!day_is(day))
		return "";
	return text_format(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}
