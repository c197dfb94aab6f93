/* package_keys.h: the plan package described once. For the files of the package alone. */
#ifndef CHOSHO_PLAN_PACKAGE_KEYS_H
#define CHOSHO_PLAN_PACKAGE_KEYS_H

#include "plan/package.h"

enum key_kind {
	KEY_CODE,
	KEY_TEXT,
	KEY_NUMBER,
	KEY_YES,
	KEY_DAY,
	KEY_NAMED,  /* one of `names` */
	KEY_CODES,  /* a list of codes, each once */
	KEY_TITLES, /* a list of texts that are not empty */
	KEY_YEARS,  /* fiscal year → text */
	KEY_OBJECT,
	KEY_OBJECTS, /* a list of objects */
	KEY_VALUES,  /* what a form asks for: package_values.c reads it */
	KEY_TOTALS,
	KEY_KINDS
};

/* How a key may be missing. */
#define REQUIRED 1u /* it may not: an empty text neither */
#define ALWAYS 2u   /* it may, and is written with its plain value: false, [], {}, null, the first name */
#define NULLABLE 4u /* null says: none */
#define AGAIN 8u    /* a list may hold the same text twice */

struct object;
struct key {
	const char *name;
	enum say label; /* as people call it */
	enum key_kind kind;
	unsigned flags;
	enum package_list refers;    /* codes: of this list */
	int64_t least;               /* numbers */
	int64_t most;                /* numbers; for texts code points, 0: KEY_TEXT_CHARS */
	const struct object *object; /* KEY_OBJECT, KEY_OBJECTS */
	const struct names *names;   /* KEY_NAMED */
};

#define KEY_CODE_CHARS 100
#define KEY_TITLE_CHARS 1000
#define KEY_TEXT_CHARS 100000
#define KEY_COUNT_MAX INT64_C(1000000000)
#define PACKAGE_VALUES_MAX 500000 /* texts, numbers, lists and objects of a whole file */
#define KEYS_MAX 32               /* of one object */

struct object {
	const struct key *keys;
	size_t count;
};

extern const struct object package_object; /* the whole file */

struct package_part {
	const char *name; /* of the key in the file */
	enum say label;
};
extern const struct package_part package_parts[PACKAGE_LISTS];

const struct key *object_key(const struct object *object, const char *name);
/* The rows of a list are told apart by their code (not: the evaluations, and the routes of a stage). */
bool object_has_code(const struct object *object);

#endif
