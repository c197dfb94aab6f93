/*
 * compare.h: what an import would do. Two packages are held against each other, row by row and key by key; nothing is
 * asked of the database and nothing is changed.
 */
#ifndef CHOSHO_PLAN_COMPARE_H
#define CHOSHO_PLAN_COMPARE_H

#include "plan/package.h"

#define COMPARE_ROWS_MAX 300 /* of each list of a report; further ones are counted */
#define COMPARE_CHARS 200    /* of an old and a new text */

/* How many rows of one kind are new, changed, the same, and only in the system. */
struct plan_count {
	const char *part; /* 項目 */
	int64_t created;
	int64_t changed;
	int64_t unchanged;
	int64_t kept;
};
extern const struct shape plan_count_shape;

/* One line of a report. */
struct plan_change {
	const char *part;
	const char *code;
	const char *title;
	const char *key;    /* what changed: 記入欄 ＞ grade ＞ 名称 */
	const char *before; /* "" when there was nothing */
	const char *after;
};
extern const struct shape plan_change_shape;

struct plan_report {
	bool is_new;         /* the plan is not there yet */
	bool has_changes;    /* something would be made or changed */
	int64_t sheets;      /* made by the import */
	struct list counts;  /* struct plan_count */
	struct list created; /* struct plan_change: rows that are new, except where all are */
	struct list changed; /* struct plan_change */
	struct list kept;    /* struct plan_change: in the system and not in the file */
	struct list begun;   /* struct plan_change: evaluations that differ and stay as people wrote them */
	struct list totals;  /* struct stated_total */
	int64_t created_more;
	int64_t changed_more;
	int64_t kept_more;
	int64_t begun_more;
};
extern const struct shape plan_report_shape;

/* A sheet that the system has. */
struct sheet_there {
	const char *round;
	const char *item;
	bool is_begun; /* somebody wrote in it, or it was submitted or settled: no import changes it */
};
extern const struct shape sheet_there_shape;

/* there: the package as the system would export it now; NULL when it has no such plan. sheets: struct sheet_there. */
void package_compare(struct arena *arena, enum language language, const struct package *there,
                     const struct package *file, struct list sheets, struct plan_report *report);

#endif
