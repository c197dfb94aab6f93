/* package_values.h: reading a form's values. For the evaluations of a package alone. */
#ifndef CHOSHO_PLAN_PACKAGE_VALUES_H
#define CHOSHO_PLAN_PACKAGE_VALUES_H

#include "plan/package_reading.h"

/* Who is asked what. */
struct asked {
	const struct json *form; /* NULL: nothing is asked */
	const struct json *item;
	const struct json *indicators; /* the item's, in their order */
	const struct json *field;      /* while one field is read */
	const struct json *tally;      /* while its counts are read */
};

/* The values in normal form: an object, empty when nothing is said. */
struct json *read_values(struct reading *r, const struct asked *asked, const struct json *values,
                         const struct place *at);
/* The totals that a source printed, in normal form; NULL when there are none. */
struct json *read_totals(struct reading *r, const struct asked *asked, const struct json *totals,
                         const struct place *at);

const struct json *form_field(const struct json *form, const char *code);

#endif
