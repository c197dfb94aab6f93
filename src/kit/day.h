/* day.h: calendar dates and points in time, in Japan's time (UTC+9, no summer time), in the office's spelling. */
#ifndef CHOSHO_KIT_DAY_H
#define CHOSHO_KIT_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "words.h"

struct arena;

struct day { /* year 0: no day */
	int16_t year;
	int8_t month;
	int8_t day;
};

struct moment { /* microseconds since 1970-01-01T00:00Z; 0: no moment */
	int64_t microseconds;
};

bool day_is(struct day day); /* a day is set */
struct moment moment_now(void);
struct day day_of(struct moment moment);              /* in Japan */
int64_t days_between(struct day from, struct day to); /* positive when `to` is later */
struct day day_plus(struct day day, int days);
int64_t fiscal_year_of(struct day day); /* April to March */

/*
 * Reads what a person types: 2024-12-13, 2024/12/13, 2024.12.13, 20241213, R6.12.13, 令和６年１２月１３日, 令和元年…,
 * 平成, 昭和, 2024年12月13日, full-width digits; years 1868 to 2199. False: not a day, *day untouched.
 */
bool day_read(const char *text, struct day *day);
bool day_read_iso(const char *text, struct day *day);          /* 2024-12-13 only */
bool moment_read_iso(const char *text, struct moment *moment); /* PostgreSQL's timestamptz text, any offset */

const char *day_iso(struct arena *arena, struct day day); /* 2024-12-13; "" without a day */
const char *day_words(struct arena *arena, enum language language,
                      struct day day); /* 令和6年12月13日（金）/ 13 December 2024 (Fri) */
const char *day_short(struct arena *arena, enum language language, struct day day); /* 12月13日（金） / 13 Dec (Fri) */
const char *moment_words(struct arena *arena, enum language language,
                         struct moment moment); /* 令和6年12月13日（金）14時05分 */
const char *year_words(struct arena *arena, enum language language,
                       int64_t fiscal_year); /* 令和6年度（2024年度） / FY2024 (Reiwa 6) */

#endif
