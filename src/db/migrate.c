/* migrate.c: brings the schema up to date, and tells whether it is the one that this program knows. */
#include <string.h>

#include "inside.h"
#include "kit/secret.h"
#include "sql_db.h"

#define NO_RIGHT "42501" /* SQLSTATE insufficient_privilege */

struct db_applied {
	const char *name;
	const char *checksum;
};
static const struct field db_applied_fields[] = {
	FIELD(struct db_applied, name),
	FIELD(struct db_applied, checksum),
};
extern const struct shape db_applied_shape;
const struct shape db_applied_shape = SHAPE(struct db_applied, db_applied_fields);

/* Those that were applied must be the first of ours, with the same text. */
static struct fail *judge(struct db *db, const struct list *applied)
{
	size_t known = 0;

	for (EACH(const struct db_applied, one, *applied)) {
		const struct migration *migration = &migrations[known];

		if (!migration->name)
			return FAIL_WITH(FAIL_FAULT, SAY_schema_newer, "%s is not known here", one->name);
		if (strcmp(one->name, migration->name) != 0 ||
		    strcmp(one->checksum, secret_hash(db->arena, migration->sql)) != 0)
			return FAIL_WITH(FAIL_FAULT, SAY_schema_changed, "%s is not the %s known here", one->name,
			                 migration->name);
		known++;
	}
	return NULL;
}

static struct fail *applied_so_far(struct db *db, struct list *applied)
{
	TRY(db_many(db, &SQL_db_applied, applied, NO_ARGS));
	return judge(db, applied);
}

struct fail *db_schema_fits(struct db *db)
{
	struct list applied;
	struct fail *fail = applied_so_far(db, &applied);

	if (fail && strcmp(db->state, NO_RIGHT) == 0) /* the web role was not let in yet */
		fail->say = SAY_schema_missing;
	if (fail)
		return fail;
	if (migrations[applied.count].name)
		return FAIL_WITH(FAIL_FAULT, applied.count ? SAY_schema_older : SAY_schema_missing, "%s is not applied",
		                 migrations[applied.count].name);
	return NULL;
}

static struct fail *make_ready(struct db *db)
{
	struct fail *fail;

	db_later_change(db, &SQL_db_patience, NULL, NO_ARGS);
	db_later_change(db, &SQL_db_lock, NULL, NO_ARGS);
	TRY(db_collect(db));
	db_later_change(db, &SQL_db_make_schema, NULL, NO_ARGS);
	db_later_change(db, &SQL_db_make_migration, NULL, NO_ARGS);
	db_later_change(db, &SQL_db_open_schema, NULL, NO_ARGS);
	db_later_change(db, &SQL_db_open_migration, NULL, NO_ARGS);
	fail = db_collect(db);
	if (fail && strcmp(db->state, NO_RIGHT) == 0)
		fail->say = SAY_schema_refused;
	return fail;
}

/* A file of several statements: the one thing that the pipeline cannot carry. */
static struct fail *run_file(struct db *db, const struct migration *migration)
{
	struct fail *fail = NULL;
	PGresult *result;

	if (!PQexitPipelineMode(db->conn))
		return db_lost(db, migration->name);
	result = PQexec(db->conn, migration->sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		fail = db_broken(db, migration->name, result);
	PQclear(result);
	if (!PQenterPipelineMode(db->conn) && !fail)
		return db_lost(db, migration->name);
	return fail;
}

static struct fail *apply(struct db *db, const struct migration *migration)
{
	bool unknown;

	db_later_begin(db, false);
	TRY(db_collect(db));
	TRY(run_file(db, migration));
	db_later_change(db, &SQL_db_note, NULL, ARGS(V(migration->name), V(secret_hash(db->arena, migration->sql))));
	return db_commit(db, &unknown);
}

static struct fail *apply_missing(struct db *db, void (*tell)(const char *name))
{
	struct list applied;

	TRY(make_ready(db));
	TRY(applied_so_far(db, &applied));
	for (const struct migration *next = &migrations[applied.count]; next->name; next++) {
		TRY(apply(db, next));
		if (tell)
			tell(next->name);
	}
	return NULL;
}

struct fail *db_migrate(struct db *db, void (*tell)(const char *name))
{
	struct fail *fail = apply_missing(db, tell), *unlocked;
	struct fail first = fail ? *fail : (struct fail){0};

	db_finish(db);
	unlocked = db->is_lost ? NULL : db_change(db, &SQL_db_unlock, NULL, NO_ARGS);
	if (fail)
		*fail = first; /* and not that of the unlocking */
	return fail ? fail : unlocked;
}
