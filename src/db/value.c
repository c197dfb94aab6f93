/* value.c: values for parameters, and how PostgreSQL reads them as text. */
#include <inttypes.h>
#include <stdio.h>

#include "inside.h"

struct value value_text(const char *text)
{
	return (struct value){.kind = text ? VALUE_TEXT : VALUE_NULL, .as.text = text};
}

struct value value_number(int64_t number)
{
	return (struct value){.kind = VALUE_NUMBER, .as.number = number};
}

struct value value_yes(bool yes)
{
	return (struct value){.kind = VALUE_YES, .as.yes = yes};
}

struct value value_day(struct day day)
{
	return (struct value){.kind = day_is(day) ? VALUE_DAY : VALUE_NULL, .as.day = day};
}

struct value value_moment(struct moment moment)
{
	return (struct value){.kind = moment.microseconds ? VALUE_MOMENT : VALUE_NULL, .as.moment = moment};
}

/* Microseconds as PostgreSQL adds them up itself: its own calendar has the last word. */
static void print_moment(char *room, struct moment moment)
{
	int64_t shifted = moment.microseconds + INT64_C(9) * 3600 * 1000000; /* Japan's day and time of day */
	int64_t of_day = shifted % INT64_C(86400000000);
	struct day day = day_of(moment);

	if (of_day < 0)
		of_day += INT64_C(86400000000);
	snprintf(room, DB_VALUE_ROOM, "%04d-%02d-%02d %02d:%02d:%02d.%06d+09", day.year, day.month, day.day,
	         (int)(of_day / 3600000000), (int)(of_day / 60000000 % 60), (int)(of_day / 1000000 % 60),
	         (int)(of_day % 1000000));
}

static const char *print_number(char *room, int64_t number)
{
	char *at = room + DB_VALUE_ROOM;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	*--at = '\0';
	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		*--at = '-';
	return at;
}

static const char *text_of(const struct value *value, char *room)
{
	switch (value->kind) {
	case VALUE_NULL:
		return NULL;
	case VALUE_TEXT:
		return value->as.text;
	case VALUE_NUMBER:
		return print_number(room, value->as.number);
	case VALUE_YES:
		return value->as.yes ? "t" : "f";
	case VALUE_DAY:
		snprintf(room, DB_VALUE_ROOM, "%04d-%02d-%02d", value->as.day.year, value->as.day.month,
		         value->as.day.day);
		return room;
	case VALUE_MOMENT:
		print_moment(room, value->as.moment);
		return room;
	}
	return NULL;
}

void db_value_texts(size_t count, const struct value *values, const char **texts, char (*room)[DB_VALUE_ROOM])
{
	for (size_t i = 0; i < count; i++)
		texts[i] = text_of(&values[i], room[i]);
}

const char *db_array(struct arena *arena, struct list texts)
{
	struct text array = {.arena = arena};

	text_say(&array, "{");
	for (EACH(const char *const, text, texts)) {
		text_say(&array, array.length > 1 ? ",\"" : "\"");
		for (const char *at = *text; *at; at++) {
			if (*at == '"' || *at == '\\')
				text_add(&array, "\\", 1);
			text_add(&array, at, 1);
		}
		text_say(&array, "\"");
	}
	text_say(&array, "}");
	return array.bytes;
}
