/* judge.h: what the files that judge a list share among themselves. Nobody else includes it. */
#ifndef CHOSHO_TRANSFER_JUDGE_H
#define CHOSHO_TRANSFER_JUDGE_H

#include "kit/csv.h"
#include "transfer/transfer.h"

enum column {
	COLUMN_LOGIN,
	COLUMN_NAME,
	COLUMN_KANA,
	COLUMN_EMAIL,
	COLUMN_KIND,
	COLUMN_SOURCE,
	COLUMN_TARGET,
	COLUMN_ROLES,
	COLUMN_SUCCESSOR,
	COLUMN_BODIES,
	COLUMNS
};

struct judge {
	struct arena *arena;
	enum language language;
	const struct transfer_town *town;
	struct transfer_plan *plan;
	const struct csv_row *row; /* at hand */
	int columns[COLUMNS];      /* where each stands; -1: nowhere */
	const char **names;        /* of town->people, folded, without spaces */
	struct list rows;          /* const struct csv_row *: beside plan->lines */
};

/* Notes what is wrong with the row at hand (or the list, without one). Further arguments fill {1} … and end in NULL. */
void judge_mistake(struct judge *judge, enum column column, enum say say, ...) __attribute__((sentinel));
/* Folded, without any spaces: 佐藤　健 and 佐藤健 are one. */
const char *judge_plain(struct arena *arena, const char *text);
/* Is `word` among the words of a sentence that lists them? */
bool judge_is_word(struct arena *arena, enum say words, const char *plain);
/* The cell of a column; "" where the list has none. */
const char *judge_cell(const struct judge *judge, enum column column);
/* A row of a list that grows by one. */
void *judge_add(struct arena *arena, struct list *list, size_t size);
const struct transfer_person *judge_person(const struct judge *judge, int64_t id);
/* By login or name; NULL after noting why not. */
const struct transfer_person *judge_find_person(struct judge *judge, enum column column, const char *written,
                                                int64_t department_id);
/* A department or body by its code, or by its name on the eve (is_next: on the day); NULL when there is none. */
const struct transfer_place *judge_find_place(const struct judge *judge, const char *written, bool is_body,
                                              bool is_next);

/* judge_posts.c: which roles of a line end, begin and go on. */
void judge_posts(struct judge *judge, struct transfer_line *line);
/* judge_whole.c: what can only be said of the list as a whole: successors, doubles, heads, gaps. */
void judge_whole(struct judge *judge);

#endif
