/* connect.c: opens the connection, and opens it again when it was lost. */
#include <malloc.h>
#include <poll.h>
#include <string.h>

#include "inside.h"
#include "kit/log.h"

#define OWN_CEILING (1u << 20)      /* the db itself and its conninfo */
#define CONNECT_CEILING (64u << 20) /* the catalogue's answers: some hundred kilobytes */

/*
 * How every session behaves. Time-outs end before the watchdog's patience does; plans are made once, for the statements
 * are written so that one plan suits all values. A plan may be made while a table is all but empty, and outlive that: no
 * table is read as a whole where an index leads to the row.
 */
#define SESSION                                                                                                \
	"-c statement_timeout=8s -c lock_timeout=3s -c idle_in_transaction_session_timeout=30s "               \
	"-c search_path=chosho -c timezone=Asia/Tokyo -c datestyle=ISO -c plan_cache_mode=force_generic_plan " \
	"-c enable_seqscan=off -c jit=off -c client_min_messages=error"

static void note_notice(void *nothing, const char *message)
{
	(void)nothing;
	log_line("database_notice", "message", message, NULL);
}

/* Our session settings, then those of the conninfo, which win. */
static const char *options_of(struct db *db)
{
	PQconninfoOption *all = PQconninfoParse(db->conninfo, NULL);
	const char *options = SESSION;

	for (PQconninfoOption *one = all; one && one->keyword; one++)
		if (strcmp(one->keyword, "options") == 0 && one->val)
			options = text_join(db->arena, SESSION " ", one->val);
	PQconninfoFree(all);
	return options;
}

/* libpq's reason, its first line: hints follow. It never holds the password. */
static struct fail *unreachable(struct db *db)
{
	const char *reason = PQerrorMessage(db->conn);

	db->is_lost = true;
	return FAIL_WITH(FAIL_AWAY, SAY_database_away, "%.*s", (int)strcspn(reason, "\n"), reason);
}

static bool open_socket(struct db *db)
{
	/* What stands before dbname may be overridden by the conninfo, what stands behind it may not. */
	const char *const names[] = {"application_name",
	                             "connect_timeout",
	                             "tcp_user_timeout",
	                             "dbname",
	                             "options",
	                             "client_encoding",
	                             NULL};
	const char *const values[] = {"chosho", "2", "10000", db->conninfo, options_of(db), "UTF8", NULL};

	db->conn = PQconnectdbParams(names, values, 1);
	PQsetNoticeProcessor(db->conn, note_notice, NULL);
	return PQstatus(db->conn) == CONNECTION_OK && PQenterPipelineMode(db->conn);
}

static struct fail *connect_anew(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
	db->owed = 0;
	db->in_transaction = false;
	db_forget(db);
	if (!open_socket(db))
		return unreachable(db);
	db->is_lost = false;
	if (!db->statements)
		return NULL;
	TRY(db_schema_fits(db));
	return db_prepare(db);
}

/* In an arena of its own: there may be no request yet, and what the catalogue says is of no use later. */
struct fail *db_connect(struct db *db)
{
	struct arena *before = db->arena;
	int64_t count = db->count;
	struct fail *fail;

	db->arena = arena_make(CONNECT_CEILING);
	fail = connect_anew(db);
	arena_end(db->arena);
	db->arena = before;
	malloc_trim(0); /* a process that lives for months keeps what it needs to begin with no longer */
	db->count = count;
	if (fail)
		db->is_lost = true;
	return fail;
}

struct fail *db_open(struct db **out_db, struct arena *arena, const char *conninfo,
                     const struct statement *const *statements)
{
	struct arena *own = arena_make(OWN_CEILING);
	struct db *db = arena_new(own, struct db);

	db->own = own;
	db->arena = arena;
	db->conninfo = arena_copy(own, conninfo, strlen(conninfo));
	db->statements = statements;
	db->is_lost = true;
	*out_db = db;
	return db_connect(db);
}

/* Did the server hang up while nobody looked? One poll when it did not. */
static bool is_hung_up(struct db *db)
{
	for (int i = 0; i < 4; i++) {
		struct pollfd socket = {.fd = PQsocket(db->conn), .events = POLLIN};

		if (poll(&socket, 1, 0) <= 0)
			return false;
		if (!PQconsumeInput(db->conn))
			return true;
	}
	return PQstatus(db->conn) == CONNECTION_BAD;
}

struct fail *db_ready(struct db *db)
{
	if (!db->is_lost && PQstatus(db->conn) == CONNECTION_OK && !is_hung_up(db))
		return NULL;
	return db_connect(db);
}

void db_use(struct db *db, struct arena *arena)
{
	db->arena = arena;
	db->count = 0;
	db->constraint[0] = '\0';
}

struct arena *db_arena(struct db *db)
{
	return db->arena;
}

int64_t db_count(const struct db *db)
{
	return db->count;
}

void db_close(struct db *db)
{
	PQfinish(db->conn);
	arena_end(db->own);
}
