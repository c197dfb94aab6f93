/* broken.c: what a statement's failure means for the person who waits. What was typed never goes into the detail. */
#include <stdio.h>
#include <string.h>

#include "inside.h"

static const struct meaning {
	const char *state; /* a SQLSTATE or how it begins */
	enum fail_kind kind;
	enum say say;
} meanings[] = {
	{"23505", FAIL_CONFLICT, SAY_database_twice   }, /* unique violation */
	{"40001", FAIL_CONFLICT, SAY_database_conflict}, /* serialization failure */
	{"40P01", FAIL_CONFLICT, SAY_database_conflict}, /* deadlock */
	{"55P03", FAIL_AWAY,     SAY_database_busy    }, /* lock timeout */
	{"57014", FAIL_AWAY,     SAY_database_slow    }, /* statement timeout */
	{"25P03", FAIL_AWAY,     SAY_database_slow    }, /* idle in transaction */
	{"57P0",  FAIL_AWAY,     SAY_database_away    }, /* shut down, crashed, starting up */
	{"25006", FAIL_AWAY,     SAY_database_away    }, /* read only: a standby */
	{"08",    FAIL_AWAY,     SAY_database_away    }, /* connection */
	{"53",    FAIL_AWAY,     SAY_database_away    }, /* disk full, out of memory, too many connections */
	{"58",    FAIL_AWAY,     SAY_database_away    }, /* the server's disk */
	{"42P01", FAIL_FAULT,    SAY_schema_missing   }, /* no such table */
	{"3F000", FAIL_FAULT,    SAY_schema_missing   }, /* no such schema */
	{"",      FAIL_FAULT,    SAY_database_fault   },
};

/* PostgreSQL's sentence, unless it is of a kind that quotes values. */
static const char *sentence(const PGresult *result, const char *state)
{
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (strncmp(state, "22", 2) == 0)
		return "a value does not fit its type";
	return message ? message : "no message";
}

struct fail *db_broken(struct db *db, const char *name, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
	const struct meaning *meaning = meanings;

	if (!state || PQstatus(db->conn) == CONNECTION_BAD)
		return db_lost(db, name);
	snprintf(db->state, sizeof db->state, "%s", state);
	while (strncmp(state, meaning->state, strlen(meaning->state)) != 0)
		meaning++;
	if (strcmp(state, "23505") == 0 && constraint)
		snprintf(db->constraint, sizeof db->constraint, "%s", constraint);
	return FAIL_WITH(meaning->kind, meaning->say, "%s: %s: %s", name, state, sentence(result, state));
}

struct fail *db_lost(struct db *db, const char *name)
{
	db->is_lost = true;
	return FAIL_WITH(FAIL_AWAY, SAY_database_away, "%s: connection lost", name);
}

const char *db_broken_constraint(const struct db *db)
{
	return db->constraint[0] ? db->constraint : NULL;
}
