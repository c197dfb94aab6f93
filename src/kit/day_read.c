/* day_read.c: reads a day as people in the office type it. */
#include <string.h>

#include "calendar.h"
#include "text.h"

#define YEAR_MIN 1868
#define YEAR_MAX 2199

/* First days: 令和 政令第143号 (2019), 平成 政令第1号 (1989), 昭和 and 大正 by 詔書; 明治 by the 詔 of 1868-10-23. */
const struct era calendar_eras[CALENDAR_ERAS] = {
	{'R', "令和", SAY_era_reiwa,  {2019, 5, 1}  },
        {'H', "平成", SAY_era_heisei, {1989, 1, 8}  },
	{'S', "昭和", SAY_era_showa,  {1926, 12, 25}},
        {'T', "大正", SAY_era_taisho, {1912, 7, 30} },
	{'M', "明治", SAY_era_meiji,  {1868, 10, 23}},
};

const struct era *calendar_era(struct day day)
{
	for (int i = 0; i < CALENDAR_ERAS; i++)
		if (days_between(calendar_eras[i].first, day) >= 0)
			return &calendar_eras[i];
	return NULL;
}

static void skip_spaces(const char **at)
{
	*at += strspn(*at, " ");
}

static bool take(const char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

/* A number of one to `most` digits. */
static bool take_number(const char **at, int most, int *number)
{
	int digits = 0;

	*number = 0;
	skip_spaces(at);
	for (; digits < most && **at >= '0' && **at <= '9'; digits++, ++*at)
		*number = *number * 10 + (**at - '0');
	return digits > 0 && !(**at >= '0' && **at <= '9');
}

static const struct era *take_era(const char **at)
{
	for (int i = 0; i < CALENDAR_ERAS; i++) {
		const struct era *era = &calendar_eras[i];

		if (take(at, era->sign))
			return era;
		if (**at == era->letter || **at == era->letter + ('a' - 'A')) {
			++*at;
			return era;
		}
	}
	return NULL;
}

/* 年, or one of - / . */
static bool take_mark(const char **at, char *mark)
{
	skip_spaces(at);
	if (take(at, "年"))
		*mark = 'J';
	else if (**at == '-' || **at == '/' || **at == '.')
		*mark = *(*at)++;
	else
		return false;
	return true;
}

static bool take_same_mark(const char **at, char mark)
{
	skip_spaces(at);
	if (mark == 'J')
		return take(at, "月");
	return *(*at)++ == mark;
}

static bool take_end(const char **at, char mark)
{
	skip_spaces(at);
	if (mark == 'J' && !take(at, "日"))
		return false;
	return **at == '\0';
}

/* 20241213 */
static bool read_eight(const char *text, int *year, int *month, int *day)
{
	int number = 0;

	if (strlen(text) != 8 || strspn(text, "0123456789") != 8)
		return false;
	for (; *text; text++)
		number = number * 10 + (*text - '0');
	*year = number / 10000;
	*month = number / 100 % 100;
	*day = number % 100;
	return true;
}

static bool read_parts(const char *text, const struct era **era, int *year, int *month, int *day)
{
	char mark;

	*era = take_era(&text);
	if (!*era && read_eight(text, year, month, day))
		return true;
	skip_spaces(&text);
	if (*era && take(&text, "元"))
		*year = 1;
	else if (!take_number(&text, *era ? 3 : 4, year))
		return false;
	return take_mark(&text, &mark) && take_number(&text, 2, month) && take_same_mark(&text, mark) &&
	       take_number(&text, 2, day) && take_end(&text, mark);
}

bool day_read(const char *text, struct day *day)
{
	char folded[64];
	const struct era *era;
	int year, month, date;
	struct day read;

	if (!text || !text_fold_short(text, folded, sizeof folded) || !read_parts(folded, &era, &year, &month, &date))
		return false;
	if (era && year < 1)
		return false;
	if (era)
		year += era->first.year - 1;
	if (year < YEAR_MIN || year > YEAR_MAX || !calendar_has(year, month, date))
		return false;
	read = (struct day){(int16_t)year, (int8_t)month, (int8_t)date};
	if (era && calendar_era(read) != era)
		return false;
	*day = read;
	return true;
}
