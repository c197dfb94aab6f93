/*
 * db.h: the only place that knows libpq.
 *
 * Rooms ask with named statements that lie in sql/<room>/<verb>.sql. There is no function that takes SQL text.
 * A statement's file begins with comments that are read at build time:
 *
 *     -- Finds one sheet as the pages need it.            what it answers
 *     -- in: id bigint, viewer bigint                     its parameters in order, name and PostgreSQL type
 *     -- out: sheet                                       the shape of a row: sheet_shape; absent: it returns no rows
 *
 * At start every statement is prepared and described; parameter types, and the columns against the shape's fields
 * (every column is a field; a field without a column stays zero), are held against each other. A difference stops the program.
 *
 * Results are decoded into the arena of the db (one per request) and live as long as it.
 */
#ifndef CHOSHO_DB_DB_H
#define CHOSHO_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kit/arena.h"
#include "kit/day.h"
#include "kit/fail.h"
#include "kit/shape.h"

struct parameter {
	const char *name;
	const char *type; /* as PostgreSQL's format_type spells it: bigint, text, text[], date, jsonb … */
};

struct statement {
	const char *name; /* sheet/find */
	const char *sql;
	const struct parameter *parameters;
	size_t parameter_count;
	const struct shape *shape;   /* NULL: no rows come back */
	struct statement_plan *plan; /* db's own: column numbers, found when it was prepared */
};

/* A value for a parameter: V(text), V(number), V(yes), V(day), V(moment); V_NULL. A NULL text is SQL's null. */
enum value_kind { VALUE_NULL, VALUE_TEXT, VALUE_NUMBER, VALUE_YES, VALUE_DAY, VALUE_MOMENT };
struct value {
	enum value_kind kind;
	union {
		const char *text;
		int64_t number;
		bool yes;
		struct day day;
		struct moment moment;
	} as;
};
struct value value_text(const char *text);
struct value value_number(int64_t number);
struct value value_yes(bool yes);
struct value value_day(struct day day);
struct value value_moment(struct moment moment);
#define V(x) \
	_Generic((x),                    \
	         char *: value_text,     \
	         const char *: value_text, \
	         int: value_number,      \
	         int64_t: value_number,  \
	         size_t: value_number,   \
	         bool: value_yes,        \
	         struct day: value_day,  \
	         struct moment: value_moment)(x)
/* The const char * of a list as the text of an array, for a parameter of type text[]. */
const char *db_array(struct arena *arena, struct list texts);
#define V_NULL ((struct value){.kind = VALUE_NULL})
#define ARGS(...)                                                                                  \
	sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value), (const struct value[]) \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}
#define NO_ARGS 0, NULL

struct db;

/*
 * Opens a connection: session settings (time zone Asia/Tokyo, generic plans, statement and lock time-outs), then
 * prepares `statements` (ended by NULL) unless that is NULL. FAIL_AWAY when the server does not answer. The connection
 * closes with the process. *out_db is set even when this fails: db_ready tries again.
 *
 * The conninfo may carry options of its own (options='-c statement_timeout=60s'): they go before ours.
 */
struct fail *db_open(struct db **out_db, struct arena *arena, const char *conninfo,
                     const struct statement *const *statements) CHOSHO_MUST_USE;
/* Is the connection usable? Tries once to open it again (and prepare) when it was lost. */
struct fail *db_ready(struct db *db) CHOSHO_MUST_USE;
/* Results go to this arena from now on. */
void db_use(struct db *db, struct arena *arena);
struct arena *db_arena(struct db *db);
void db_close(struct db *db);

/* One round trip each. FAIL_MISSING when db_one finds no row; more than one row is a fault. */
struct fail *db_one(struct db *db, const struct statement *statement, void *out, size_t count,
                    const struct value *arguments) CHOSHO_MUST_USE;
struct fail *db_maybe(struct db *db, const struct statement *statement, void *out, bool *out_found, size_t count,
                      const struct value *arguments) CHOSHO_MUST_USE;
struct fail *db_many(struct db *db, const struct statement *statement, struct list *out, size_t count,
                     const struct value *arguments) CHOSHO_MUST_USE;
/* Statements that return no rows; changed may be NULL. */
struct fail *db_change(struct db *db, const struct statement *statement, int64_t *changed, size_t count,
                       const struct value *arguments) CHOSHO_MUST_USE;

/*
 * Several independent statements in one round trip: queue them, then db_collect. The outs are filled by db_collect;
 * *out_found / missing rows are judged there too. The first failure is the one returned. At most 32 may wait.
 */
void db_later_one(struct db *db, const struct statement *statement, void *out, size_t count,
                  const struct value *arguments);
void db_later_maybe(struct db *db, const struct statement *statement, void *out, bool *out_found, size_t count,
                    const struct value *arguments);
void db_later_many(struct db *db, const struct statement *statement, struct list *out, size_t count,
                   const struct value *arguments);
void db_later_change(struct db *db, const struct statement *statement, int64_t *changed, size_t count,
                     const struct value *arguments);
struct fail *db_collect(struct db *db) CHOSHO_MUST_USE;

/*
 * Transactions. db_later_begin is queued and travels with the next statements. reading: repeatable read, read only, so that a page never mixes
 * two moments. db_commit: FAIL_AWAY with *out_unknown when the connection broke before the answer came: the
 * form key tells later whether it happened. db_finish ends a reading transaction (no waiting for its answer) and is
 * safe to call at any time: it rolls back what is open.
 */
void db_later_begin(struct db *db, bool reading);
struct fail *db_commit(struct db *db, bool *out_unknown) CHOSHO_MUST_USE;
void db_finish(struct db *db);

/* The unique constraint that the last failed statement ran into, or NULL. */
const char *db_broken_constraint(const struct db *db);
/* Number of statements sent since db_use: for the request log. */
int64_t db_count(const struct db *db);

/* Migrations: forward only, under an advisory lock, with checksums. */
struct migration {
	const char *name;
	const char *sql;
};
extern const struct migration migrations[]; /* generated from sql/migrations, ended by a NULL name */
struct fail *db_migrate(struct db *db, void (*tell)(const char *name)) CHOSHO_MUST_USE;
/* Is the schema the one that this program knows? Says which way it differs: older (migrate), newer or changed (other program). */
struct fail *db_schema_fits(struct db *db) CHOSHO_MUST_USE;

#endif
