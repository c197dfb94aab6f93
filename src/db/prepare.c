/*
 * prepare.c: prepares all statements, a few at a time, and holds what PostgreSQL says of them against what their files and
 * shapes say. Everything that does not fit is told at once.
 */
#include <string.h>

#include "inside.h"
#include "kit/log.h"

#define PLANS_CEILING (8u << 20)
#define AT_A_TIME 8

/* Like the statements, their plans stay as long as the program. */
static struct arena *plans;

static struct fail *lost(struct db *db)
{
	return db_lost(db, "preparing");
}

static void tell(int *problems, const char *name, const char *problem)
{
	log_line("statement_does_not_fit", "statement", name, "problem", problem, NULL);
	++*problems;
}

/* --- Sending: each statement is a batch of its own, so that one that fails does not take the others along. ---------- */

static bool send_one(struct db *db, const struct statement *statement, const struct db_types *types, int *problems)
{
	Oid oids[DB_PARAMETERS_MAX];

	for (size_t i = 0; i < statement->parameter_count; i++) {
		oids[i] = db_types_oid(types, statement->parameters[i].type);
		if (!oids[i])
			tell(problems, statement->name,
			     text_join(db->arena, "in: there is no type ", statement->parameters[i].type));
	}
	return PQsendPrepare(db->conn, statement->name, statement->sql, (int)statement->parameter_count, oids) &&
	       PQsendDescribePrepared(db->conn, statement->name) && PQpipelineSync(db->conn);
}

static bool send_controls(struct db *db)
{
	for (int i = 0; i < CONTROLS; i++)
		if (!PQsendPrepare(db->conn, db_control_names[i], db_control_sql[i], 0, NULL))
			return false;
	return PQpipelineSync(db->conn);
}

/* --- Judging -------------------------------------------------------------------------------------------------------- */

/* The field for a column, also within a part: author.name. Adds up the offset; NULL: there is none. */
static const struct field *field_of(const struct shape *shape, const char *name, size_t *offset)
{
	for (*offset = 0;;) {
		size_t length = strcspn(name, ".");
		const struct field *field = shape_field(shape, name, length);

		if (!field)
			return NULL;
		*offset += field->offset;
		if (!name[length])
			return field;
		if (field->kind != KIND_PART)
			return NULL;
		shape = field->shape;
		name += length + 1;
	}
}

static bool plan_column(struct db *db, const struct shape *shape, const PGresult *described, int number,
                        const struct db_types *types, struct column_plan *column, const char **problem)
{
	const char *name = PQfname(described, number);
	struct column_plan found = {.kind = KIND_TEXT};
	const struct field *field = field_of(shape, name, &found.offset);

	if (!field || field->kind == KIND_LIST || field->kind == KIND_PART) {
		*problem = text_format(db->arena, "out: column %s is no field of %s", name, shape->name);
		return false;
	}
	if (PQfnumber(described, name) != number) {
		*problem = text_format(db->arena, "out: there are two columns named %s", name);
		return false;
	}
	found.kind = field->kind;
	found.names = field->names;
	if (types && !db_types_fit(types, field->kind, PQftype(described, number))) {
		*problem = text_format(db->arena, "out: column %s is of another type than its field: cast it to %s",
		                       name, db_types_wanted(field->kind));
		return false;
	}
	/* On a later connection it is the same: whoever shares this memory with other workers leaves it alone. */
	if (column->kind != found.kind || column->offset != found.offset || column->names != found.names)
		*column = found;
	return true;
}

bool db_plan_columns(struct db *db, const struct statement *statement, const PGresult *described,
                     const struct db_types *types, const char **problem)
{
	struct statement_plan *plan = statement->plan;
	int count = PQnfields(described);

	if (!statement->shape) {
		*problem = "out: it returns columns, but no shape is named";
		return count == 0;
	}
	if (count == 0) {
		*problem = "out: a shape is named, but no columns come back";
		return false;
	}
	if (!plans)
		plans = arena_make(PLANS_CEILING);
	if (!plan->columns || plan->count != (size_t)count)
		plan->columns = arena_many(plans, struct column_plan, (size_t)count);
	if (plan->count != (size_t)count)
		plan->count = (size_t)count;
	for (int i = 0; i < count; i++)
		if (!plan_column(db, statement->shape, described, i, types, &plan->columns[i], problem)) {
			plan->columns = NULL;
			return false;
		}
	return true;
}

/* PostgreSQL's reason why it cannot prepare it; the text is ours, so it may be told. */
static const char *refusal(struct db *db, const PGresult *result)
{
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);

	return text_join(db->arena, message ? message : "it cannot be prepared", hint ? " — " : "", hint ? hint : "");
}

static void judge(struct db *db, const struct statement *statement, const struct db_types *types,
                  const PGresult *result, int *problems)
{
	const char *problem = NULL;

	switch (PQresultStatus(result)) {
	case PGRES_FATAL_ERROR:
		tell(problems, statement->name, refusal(db, result));
		break;
	case PGRES_COMMAND_OK:
		if (!db_plan_columns(db, statement, result, types, &problem))
			tell(problems, statement->name, problem);
		break;
	default:
		break;
	}
}

/* Reads one batch to its sync. `last` is its last result that is not the sync: the description, or what went wrong. */
static bool read_batch(struct db *db, PGresult **last)
{
	*last = NULL;
	for (int empty = 0; empty < 3;) {
		PGresult *result = PQgetResult(db->conn);
		ExecStatusType status = result ? PQresultStatus(result) : PGRES_EMPTY_QUERY;

		empty = result ? 0 : empty + 1;
		if (!result && PQstatus(db->conn) == CONNECTION_BAD)
			return false;
		if (status == PGRES_PIPELINE_SYNC) {
			PQclear(result);
			return true;
		}
		if (!result || status == PGRES_PIPELINE_ABORTED) {
			PQclear(result);
			continue;
		}
		PQclear(*last);
		*last = result;
	}
	return false;
}

/* So many at a time: libpq keeps the room that all the answers on their way have ever needed. */
static bool prepare_some(struct db *db, const struct statement *const *statements, size_t count,
                         const struct db_types *types, int *problems)
{
	for (size_t i = 0; i < count; i++)
		if (!send_one(db, statements[i], types, problems))
			return false;
	for (size_t i = 0; i < count; i++) {
		PGresult *result;
		bool good = read_batch(db, &result);

		if (good)
			judge(db, statements[i], types, result, problems);
		PQclear(result);
		if (!good)
			return false;
	}
	return true;
}

struct fail *db_prepare(struct db *db)
{
	const struct db_types *types;
	PGresult *result = NULL;
	int problems = 0;
	bool good;

	TRY(db_types_find(db, db->arena, &types));
	good = send_controls(db) && read_batch(db, &result);
	PQclear(result);
	for (const struct statement *const *next = db->statements; good && *next;) {
		size_t count = 0;

		while (count < AT_A_TIME && next[count])
			count++;
		good = prepare_some(db, next, count, types, &problems);
		next += count;
	}
	if (!good)
		return lost(db);
	if (problems)
		return FAIL_WITH(FAIL_FAULT, SAY_statements_differ, "%d problems", problems);
	return NULL;
}
