/* step.h: what a template becomes. compile.c writes steps, render.c walks them; nobody else looks. */
#ifndef CHOSHO_PAGE_STEP_H
#define CHOSHO_PAGE_STEP_H

#include <stdbool.h>
#include <stdint.h>

enum step_kind {
	STEP_END,
	STEP_LITERAL,         /* bytes, length */
	STEP_TEXT,            /* offset; for text and plain attributes */
	STEP_TEXT_IN_ADDRESS, /* offset; percent-escaped */
	STEP_ADDRESS,         /* offset; a whole address of this site */
	STEP_NUMBER,
	STEP_YEAR,
	STEP_NAMED, /* bytes: struct written of each value, escaped when compiled; length: how many */
	STEP_DAY,
	STEP_DAY_SHORT,
	STEP_DAY_CODE,
	STEP_MOMENT,
	STEP_MOMENT_SHORT,
	STEP_MOMENT_CODE,
	STEP_ROWS,    /* offset of the list; length: size of a row; to: the step behind STEP_NEXT */
	STEP_NEXT,    /* to: the step behind STEP_ROWS */
	STEP_IF_TEXT, /* to: where to go on when it is not so (or, otherwise: when it is) */
	STEP_IF_NUMBER,
	STEP_IF_YES,
	STEP_IF_DAY,
	STEP_IF_MOMENT,
	STEP_IF_LIST
};

enum step_from { FROM_ROW, FROM_FRAME };

#define STEP_DEPTH 8 /* lists within lists */

struct written {
	const char *bytes;
	uint32_t length;
};

struct step {
	uint8_t kind;
	uint8_t from;
	bool otherwise;
	uint32_t offset;
	uint32_t length;
	uint32_t to;
	const void *bytes;
};

#endif
