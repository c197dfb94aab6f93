/* inside.h: what the files of db share. Nobody else includes it, for it shows libpq. */
#ifndef CHOSHO_DB_INSIDE_H
#define CHOSHO_DB_INSIDE_H

#include <libpq-fe.h>

#include "db/db.h"
#include "db/statement_plan.h"
#include "kit/text.h"

#define DB_WAITING_MAX 32
#define DB_PARAMETERS_MAX 32

/* The statements that are db's own, prepared like the others. */
enum db_control { CONTROL_BEGIN, CONTROL_BEGIN_READING, CONTROL_COMMIT, CONTROL_ROLLBACK, CONTROLS };
extern const char *const db_control_names[CONTROLS];
extern const char *const db_control_sql[CONTROLS];

enum waiting_kind { WAITING_ONE, WAITING_MAYBE, WAITING_MANY, WAITING_CHANGE, WAITING_CONTROL };

/* A statement that was sent and whose result was not read yet. */
struct waiting {
	enum waiting_kind kind;
	const struct statement *statement; /* NULL: a control */
	void *out; /* WAITING_ONE, _MAYBE: a struct; _MANY: a struct list; _CHANGE: an int64_t or NULL */
	bool *out_found;
};

struct db {
	struct arena *arena; /* where results go */
	struct arena *own;   /* the db itself lies in it */
	const char *conninfo;
	const struct statement *const *statements; /* NULL: none was prepared, each is sent with its text */
	PGconn *conn;
	struct waiting waiting[DB_WAITING_MAX];
	size_t waiting_count;
	int owed; /* syncs that were sent without waiting for their results */
	bool in_transaction;
	bool is_lost;     /* nothing can be asked until db_ready opened it again */
	bool is_overfull; /* more was queued than may wait */
	bool commit_sent;
	char constraint[64]; /* that the last failed statement ran into */
	char state[6];       /* its SQLSTATE */
	int64_t count;
};

/* connect.c */
struct fail *db_connect(struct db *db) CHOSHO_MUST_USE;

/* prepare.c: prepares and describes db->statements. */
struct fail *db_prepare(struct db *db) CHOSHO_MUST_USE;
/* Which column goes where; false: *problem says which one goes nowhere. Types are judged when `types` is not NULL. */
struct db_types;
bool db_plan_columns(struct db *db, const struct statement *statement, const PGresult *described,
                     const struct db_types *types, const char **problem);

/* types.c */
struct fail *db_types_find(struct db *db, struct arena *arena, const struct db_types **out) CHOSHO_MUST_USE;
Oid db_types_oid(const struct db_types *types, const char *name); /* 0: there is none */
bool db_types_fit(const struct db_types *types, enum kind kind, Oid oid);
const char *db_types_wanted(enum kind kind);

/* decode.c: rows of a result into structs of the statement's shape. */
struct fail *db_decode(struct db *db, const struct statement *statement, const PGresult *result, void *rows,
                       int count) CHOSHO_MUST_USE;

/* value.c: the text of each value; room is for those that must be printed. NULL: null. */
#define DB_VALUE_ROOM 40
void db_value_texts(size_t count, const struct value *values, const char **texts, char (*room)[DB_VALUE_ROOM]);

/* ask.c */
void db_send_control(struct db *db, enum db_control control);
bool db_drain(struct db *db); /* reads away what is owed; false: the connection was lost */
void db_forget(struct db *db);

/* broken.c: what a failed result means. */
struct fail *db_broken(struct db *db, const char *name, const PGresult *result) CHOSHO_MUST_USE;
struct fail *db_lost(struct db *db, const char *name) CHOSHO_MUST_USE;

#endif
