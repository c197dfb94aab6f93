/*
 * ask.c: sends statements and reads their results.
 *
 * The connection is always in libpq's pipeline mode. A statement is sent when it is queued (libpq gathers them), and
 * db_collect ends the batch with a sync and reads: one round trip, however many statements.
 */
#include <string.h>

#include "inside.h"

const char *const db_control_names[CONTROLS] = {
	[CONTROL_BEGIN] = "begin",
	[CONTROL_BEGIN_READING] = "begin_reading",
	[CONTROL_COMMIT] = "commit",
	[CONTROL_ROLLBACK] = "rollback",
};
const char *const db_control_sql[CONTROLS] = {
	[CONTROL_BEGIN] = "begin",
	[CONTROL_BEGIN_READING] = "begin isolation level repeatable read, read only",
	[CONTROL_COMMIT] = "commit",
	[CONTROL_ROLLBACK] = "rollback",
};

/* --- Sending ---------------------------------------------------------------------------------------------- */

static void wait_for(struct db *db, enum waiting_kind kind, const struct statement *statement, void *out,
                     bool *out_found)
{
	db->waiting[db->waiting_count++] = (struct waiting){kind, statement, out, out_found};
	db->count++;
}

/* May one more be sent? */
static bool has_room(struct db *db)
{
	if (db->is_lost || db->is_overfull)
		return false;
	db->is_overfull = db->waiting_count == DB_WAITING_MAX;
	return !db->is_overfull;
}

void db_send_control(struct db *db, enum db_control control)
{
	int sent;

	if (!has_room(db))
		return;
	if (db->statements)
		sent = PQsendQueryPrepared(db->conn, db_control_names[control], 0, NULL, NULL, NULL, 0);
	else
		sent = PQsendQueryParams(db->conn, db_control_sql[control], 0, NULL, NULL, NULL, NULL, 0);
	if (sent)
		wait_for(db, WAITING_CONTROL, NULL, NULL, NULL);
	else
		db->is_lost = true;
}

/* Those of sql/db run before there is a schema, and seldom: they are not prepared. */
static bool is_prepared(const struct db *db, const struct statement *statement)
{
	return db->statements && strncmp(statement->name, "db/", 3) != 0;
}

static void send_statement(struct db *db, enum waiting_kind kind, const struct statement *statement, void *out,
                           bool *out_found, size_t count, const struct value *arguments)
{
	const char *texts[DB_PARAMETERS_MAX];
	char room[DB_PARAMETERS_MAX][DB_VALUE_ROOM];
	int sent;

	if (!has_room(db))
		return;
	if (count != statement->parameter_count || count > DB_PARAMETERS_MAX) {
		db->is_overfull = true;
		return;
	}
	db_value_texts(count, arguments, texts, room);
	if (is_prepared(db, statement))
		sent = PQsendQueryPrepared(db->conn, statement->name, (int)count, texts, NULL, NULL, 0);
	else
		sent = PQsendQueryParams(db->conn, statement->sql, (int)count, NULL, texts, NULL, NULL, 0);
	if (sent)
		wait_for(db, kind, statement, out, out_found);
	else
		db->is_lost = true;
}

void db_later_one(struct db *db, const struct statement *statement, void *out, size_t count,
                  const struct value *arguments)
{
	memset(out, 0, statement->shape->size);
	send_statement(db, WAITING_ONE, statement, out, NULL, count, arguments);
}

void db_later_maybe(struct db *db, const struct statement *statement, void *out, bool *out_found, size_t count,
                    const struct value *arguments)
{
	memset(out, 0, statement->shape->size);
	*out_found = false;
	send_statement(db, WAITING_MAYBE, statement, out, out_found, count, arguments);
}

void db_later_many(struct db *db, const struct statement *statement, struct list *out, size_t count,
                   const struct value *arguments)
{
	*out = (struct list){NULL, 0};
	send_statement(db, WAITING_MANY, statement, out, NULL, count, arguments);
}

void db_later_change(struct db *db, const struct statement *statement, int64_t *changed, size_t count,
                     const struct value *arguments)
{
	if (changed)
		*changed = 0;
	send_statement(db, WAITING_CHANGE, statement, changed, NULL, count, arguments);
}

/* --- Reading ---------------------------------------------------------------------------------------------- */

static int64_t changed_rows(const PGresult *result)
{
	int64_t changed = 0;

	for (const char *digit = PQcmdTuples((PGresult *)(uintptr_t)result); *digit; digit++)
		changed = changed * 10 + (*digit - '0');
	return changed;
}

static struct fail *take_rows(struct db *db, const struct waiting *waiting, const PGresult *result)
{
	const struct statement *statement = waiting->statement;
	int count = PQntuples(result);
	void *rows = waiting->out;
	const char *problem;

	if (!statement->plan->columns && !db_plan_columns(db, statement, result, NULL, &problem))
		return FAIL_WITH(FAIL_FAULT, SAY_database_fault, "%s: %s", statement->name, problem);
	if (waiting->kind == WAITING_MANY) {
		rows = count ? arena_take_many(db->arena, statement->shape->size, (size_t)count) : NULL;
		*(struct list *)waiting->out = (struct list){rows, (size_t)count};
	} else if (count > 1) {
		return FAIL_WITH(FAIL_FAULT, SAY_database_fault, "%s: more than one row", statement->name);
	} else if (waiting->kind == WAITING_MAYBE) {
		*waiting->out_found = count == 1;
	} else if (count == 0) {
		return FAIL_WITH(FAIL_MISSING, SAY_database_no_row, "%s: no row", statement->name);
	}
	return db_decode(db, statement, result, rows, count);
}

/* A COMMIT of a transaction that had failed rolls back, and says so in its tag alone. */
static struct fail *take_control(const PGresult *result, bool committing)
{
	if (committing && strcmp(PQcmdStatus((PGresult *)(uintptr_t)result), "ROLLBACK") == 0)
		return FAIL_WITH(FAIL_FAULT, SAY_database_fault, "commit: the transaction had failed before");
	return NULL;
}

static const char *name_of(const struct waiting *waiting)
{
	return waiting->kind == WAITING_CONTROL ? "transaction" : waiting->statement->name;
}

static struct fail *take_result(struct db *db, const struct waiting *waiting, const PGresult *result)
{
	const char *name = name_of(waiting);

	switch (PQresultStatus(result)) {
	case PGRES_TUPLES_OK:
	case PGRES_COMMAND_OK:
		if (waiting->kind == WAITING_CONTROL)
			return take_control(result, db->commit_sent);
		if (waiting->kind != WAITING_CHANGE)
			return take_rows(db, waiting, result);
		if (waiting->out)
			*(int64_t *)waiting->out = changed_rows(result);
		return NULL;
	case PGRES_PIPELINE_ABORTED:
		return FAIL_WITH(FAIL_FAULT, SAY_database_fault, "%s: an earlier statement failed", name);
	default:
		return db_broken(db, name, result);
	}
}

/* The results of one statement, to the NULL that ends them. */
static struct fail *read_one(struct db *db, const struct waiting *waiting, bool judge)
{
	struct fail *fail = NULL;
	PGresult *result = PQgetResult(db->conn);

	if (!result)
		return db_lost(db, name_of(waiting));
	if (judge)
		fail = take_result(db, waiting, result);
	PQclear(result);
	while (!db->is_lost && (result = PQgetResult(db->conn)))
		PQclear(result);
	return fail;
}

/* The sync that ends a batch. */
static bool read_sync(struct db *db)
{
	for (int empty = 0; empty < 2;) {
		PGresult *result = PQgetResult(db->conn);
		bool is_sync = result && PQresultStatus(result) == PGRES_PIPELINE_SYNC;

		empty = result ? 0 : empty + 1;
		PQclear(result);
		if (is_sync)
			return true;
		if (PQstatus(db->conn) == CONNECTION_BAD)
			break;
	}
	db->is_lost = true;
	return false;
}

bool db_drain(struct db *db)
{
	for (; db->owed && !db->is_lost; db->owed--)
		if (!read_sync(db))
			return false;
	return !db->is_lost;
}

void db_forget(struct db *db)
{
	db->waiting_count = 0;
	db->is_overfull = false;
	db->commit_sent = false;
}

static struct fail *collect_all(struct db *db)
{
	struct fail *first = NULL, *fail;

	if (db->is_lost || !PQpipelineSync(db->conn) || !db_drain(db))
		return db_lost(db, "sending");
	for (size_t i = 0; i < db->waiting_count && !db->is_lost; i++) {
		fail = read_one(db, &db->waiting[i], !first);
		if (!first)
			first = fail;
	}
	if (!db->is_lost && !read_sync(db) && !first)
		first = db_lost(db, "sync");
	return first;
}

struct fail *db_collect(struct db *db)
{
	struct fail *fail;

	if (!db->waiting_count && !db->is_overfull && !db->is_lost)
		return NULL;
	db->constraint[0] = db->state[0] = '\0';
	if (db->is_overfull) {
		db_finish(db);
		return FAIL_WITH(FAIL_FAULT, SAY_database_fault,
		                 "more statements wait than may, or one with wrong arguments");
	}
	fail = collect_all(db);
	db_forget(db);
	return fail;
}

/* --- One round trip each ------------------------------------------------------------------------------------ */

struct fail *db_one(struct db *db, const struct statement *statement, void *out, size_t count,
                    const struct value *arguments)
{
	db_later_one(db, statement, out, count, arguments);
	return db_collect(db);
}

struct fail *db_maybe(struct db *db, const struct statement *statement, void *out, bool *out_found, size_t count,
                      const struct value *arguments)
{
	db_later_maybe(db, statement, out, out_found, count, arguments);
	return db_collect(db);
}

struct fail *db_many(struct db *db, const struct statement *statement, struct list *out, size_t count,
                     const struct value *arguments)
{
	db_later_many(db, statement, out, count, arguments);
	return db_collect(db);
}

struct fail *db_change(struct db *db, const struct statement *statement, int64_t *changed, size_t count,
                       const struct value *arguments)
{
	db_later_change(db, statement, changed, count, arguments);
	return db_collect(db);
}
