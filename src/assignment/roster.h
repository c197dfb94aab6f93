/*
 * roster.h: a list of people and their roles as a table: read, judged against what there is, and written in one go. Each person
 * has one row; a further role of theirs stands in a row below with the same login and no name.
 */
#ifndef CHOSHO_ASSIGNMENT_ROSTER_H
#define CHOSHO_ASSIGNMENT_ROSTER_H

#include "account/person.h"
#include "kit/csv.h"

#define ROSTER_BYTES_MAX 2000000
#define ROSTER_ROWS_MAX 5000

enum roster_column {
	ROSTER_LOGIN,
	ROSTER_NAME,
	ROSTER_KANA,
	ROSTER_DEPARTMENT,
	ROSTER_EMAIL,
	ROSTER_ROLE,
	ROSTER_TARGET,
	ROSTER_FROM,
	ROSTER_UNTIL,
	ROSTER_COLUMNS
};
extern const enum say roster_headings[ROSTER_COLUMNS];

struct roster_mistake {
	int64_t line; /* of the file, from 1 */
	const char *column;
	const char *sentence;
	size_t order; /* in which it was found */
};
extern const struct shape roster_mistake_shape;

/* One row as it was typed; "" where the column is missing. */
struct roster_row {
	int64_t line;
	const char *cells[ROSTER_COLUMNS];
};

/* What there is. */
struct roster_person { /* sorted by login, byte by byte */
	int64_t id;
	const char *login;
	const char *name;
	const char *kana;
	const char *email;
	const char *language;
	int64_t department_id;
	struct day from_on;
	struct day until_on;
	int64_t version;
};
struct roster_held { /* roles that hold or are to come, sorted by account */
	int64_t id;
	int64_t account_id;
	enum role role;
	int64_t department_id;
	int64_t body_id;
	struct day from_on;
	struct day until_on;
	int64_t version;
};
struct roster_place {
	bool is_body;
	int64_t id;
	const char *code;
	const char *title;
};
extern const struct shape roster_person_shape;
extern const struct shape roster_held_shape;
extern const struct shape roster_place_shape;

/* What a row makes of somebody. */
struct roster_entry {
	int64_t line;
	struct roster_person now;           /* as they shall be; id 0: new */
	const struct roster_person *before; /* NULL: new */
	bool is_changed;
};
/* A role that is new, or gets another last day. */
struct roster_post {
	int64_t line;
	struct roster_entry *entry;
	enum role role;
	int64_t department_id;
	int64_t body_id;
	const char *scope;
	struct day from_on;
	struct day until_on;
	const struct roster_held *before; /* NULL: new */
	bool is_changed;
};

struct roster {
	struct arena *arena;
	enum language language;
	struct day today;
	int64_t viewer;     /* nobody gives themselves anything; 0: the operator */
	struct list people; /* what there is */
	struct list held;
	struct list places;
	bool has[ROSTER_COLUMNS]; /* the columns of the file */
	struct list rows;         /* struct roster_row */
	struct list entries;      /* struct roster_entry */
	struct list posts;        /* struct roster_post */
	struct list mistakes;     /* struct roster_mistake */
	size_t mistake_room;
};

/* One difference, in words. */
struct roster_change {
	int64_t line;
	const char *name;
	const char *what;
	const char *before;
	const char *after;
};
extern const struct shape roster_change_shape;

/* What a list would do. */
struct roster_told {
	struct list changes; /* struct roster_change */
	int64_t more;        /* changes that there was no room for */
	int64_t created;     /* people */
	int64_t changed;
	int64_t unchanged;
	int64_t granted;  /* roles */
	int64_t guarded;  /* of those: need a second administrator */
	const char *seen; /* a hash of all of it */
};

void roster_mistake(struct roster *roster, int64_t line, enum say column, enum say say, const char *detail);
/* Fills rows; notes what is wrong with the table as such. Pure. */
void roster_read(struct roster *roster, const char *bytes, size_t length);
/* Fills entries and posts from rows; notes everything that is wrong, all at once. Pure. */
void roster_judge(struct roster *roster);
/* Says at most so many of the changes, and counts all. Pure. */
void roster_tell(const struct roster *roster, size_t most, struct roster_told *told);

/* Queues what there is: people, held and places; db_collect fills them. */
void roster_find_later(struct db *db, struct roster *roster);
/*
 * Writes everything that a list without mistakes says, in the transaction that is open; collects. A role that two administrators
 * give waits for the second one, as with any other grant; reason: "" when none was given.
 */
struct fail *roster_write(struct actor actor, const struct roster *roster, const char *reason) CHOSHO_MUST_USE;

#endif
