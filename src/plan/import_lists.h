/* import_lists.h: a package cut into the lists that the import's statements take. For plan_import.c alone. */
#ifndef CHOSHO_PLAN_IMPORT_LISTS_H
#define CHOSHO_PLAN_IMPORT_LISTS_H

#include "plan/package.h"

enum import_list {
	IMPORT_PLAN,
	IMPORT_LEVELS,
	IMPORT_DEPARTMENTS,
	IMPORT_BODIES,
	IMPORT_TAGS,
	IMPORT_SCALES,
	IMPORT_ITEMS,
	IMPORT_INDICATORS,
	IMPORT_TARGETS, /* indicator, year, text, number, comparison */
	IMPORT_TALLIES,
	IMPORT_FORMS,
	IMPORT_ROUNDS,
	IMPORT_EVALUATED, /* round and item of each evaluation */
	IMPORT_CONTENTS,  /* evaluations of lead departments, with grade and excerpt */
	IMPORT_PARTS,     /* those of contributing departments */
	IMPORT_RECORDS,   /* what stages recorded: round, item, stage, body, values */
	IMPORT_LISTS
};

struct import_texts {
	const char *list[IMPORT_LISTS]; /* JSON */
};
struct import_texts import_texts(struct arena *arena, const struct package *package);

#endif
