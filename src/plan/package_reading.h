/* package_reading.h: what the steps of reading a package share: where they are, and how they note a mistake. */
#ifndef CHOSHO_PLAN_PACKAGE_READING_H
#define CHOSHO_PLAN_PACKAGE_READING_H

#include "plan/package_keys.h"

struct reading {
	struct arena *arena;
	enum language language;
	struct package *package;
};

/* A place in the file: a chain up to the root, spelt out only when there is a mistake. */
struct place {
	const struct place *up; /* NULL: the root */
	const char *key;        /* NULL: an entry of a list */
	size_t index;
};
#define PLACE_ROOT ((struct place){NULL, NULL, 0})
#define PLACE_KEY(up, key) ((struct place){(up), (key), 0})
#define PLACE_AT(up, index) ((struct place){(up), NULL, (index)})

const char *place_path(struct arena *arena, const struct place *at);

/* {1}, {2} and {3} of the sentence may be NULL when it has none. */
void reading_mistake(struct reading *r, const struct place *at, enum say say, const char *first, const char *second,
                     const char *third);

/* "Did you mean": NULL when nothing is near, or when looking would take long. */
const char *reading_nearest(const struct reading *r, const char *word, const char *const *known, size_t count);

/* package_check.c, package_tree.c, package_rounds.c, package_values.c: after everything was read and indexed. */
void package_check(struct reading *r);
void package_check_trees(struct reading *r);
void package_check_rounds(struct reading *r);
void package_read_values(struct reading *r);

#endif
