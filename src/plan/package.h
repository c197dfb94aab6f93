/*
 * package.h: the plan package chosho-plan/1, read and written. One JSON file that carries a whole plan.
 *
 * What is read becomes a package in normal form: keys in the order of the tables in package_keys.c, empty texts left
 * out, line breaks as \n, choices by their scale's own code, values in their form's order. Two packages say the same
 * when their normal forms are the same text. Nothing here asks the database.
 */
#ifndef CHOSHO_PLAN_PACKAGE_H
#define CHOSHO_PLAN_PACKAGE_H

#include "kit/arena.h"
#include "kit/json.h"
#include "kit/shape.h"
#include "kit/words.h"

#define PACKAGE_BYTES_MAX ((size_t)16 << 20)
#define PACKAGE_MISTAKES_MAX 200 /* further ones are counted, not told */

enum package_list {
	LIST_NOTHING,
	LIST_DEPARTMENTS,
	LIST_BODIES,
	LIST_TAGS,
	LIST_SCALES,
	LIST_ITEMS,
	LIST_INDICATORS,
	LIST_TALLIES,
	LIST_FORMS,
	LIST_ROUNDS,
	LIST_EVALUATIONS,
	PACKAGE_LISTS
};

struct package_mistake {
	const char *path; /* $.items[3].parent */
	const char *sentence;
};
extern const struct shape package_mistake_shape;

/* A total that the source printed and that is not the sum of its column. */
struct stated_total {
	const char *round;
	const char *item;
	const char *tally;
	const char *column;
	int64_t stated;
	int64_t computed;
};
extern const struct shape stated_total_shape;

struct package {
	struct json *root; /* in normal form; to be trusted only when there are no mistakes */
	struct json *plan;
	struct json *lists[PACKAGE_LISTS];
	struct json *index[PACKAGE_LISTS]; /* code → position in the list */
	struct list mistakes;              /* struct package_mistake */
	int64_t more;                      /* mistakes beyond PACKAGE_MISTAKES_MAX */
	struct list totals;                /* struct stated_total: where they differ */
};

/* Never NULL; whatever is wrong stands in its mistakes. */
struct package *package_read(struct arena *arena, enum language language, const char *bytes, size_t length);
/* The same for what is JSON already. */
struct package *package_take(struct arena *arena, enum language language, const struct json *root);

/* The row with this code, or NULL. */
struct json *package_find(const struct package *package, enum package_list list, const char *code);
/* The position of a code in its list, or -1. */
int64_t package_position(const struct package *package, enum package_list list, const char *code);

/* The file: normal form, indented, with a line break at the end. */
const char *package_text(struct arena *arena, const struct package *package);

#endif
