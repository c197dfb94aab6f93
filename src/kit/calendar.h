/* calendar.h: what the files of day.h share. */
#ifndef CHOSHO_KIT_CALENDAR_H
#define CHOSHO_KIT_CALENDAR_H

#include "day.h"

/* An era 元号 counts its years from `first`, and holds until the next one's first day. */
struct era {
	char letter;      /* R6.12.13 */
	const char *sign; /* as people type it */
	enum say name;
	struct day first;
};
#define CALENDAR_ERAS 5
extern const struct era calendar_eras[CALENDAR_ERAS]; /* the latest first */

const struct era *calendar_era(struct day day); /* NULL before the first */

bool calendar_has(int64_t year, int64_t month, int64_t day); /* is there such a day? years 1 to 9999 */
int calendar_weekday(struct day day);                        /* 0: Sunday */
int64_t calendar_minute_of_day(struct moment moment);        /* in Japan */

#endif
