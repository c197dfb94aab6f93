/*
 * account_session.c: sessions. A cookie carries a random key, the table its hash. Who is behind it, and what they may do
 * today, is read anew with every request: a role that ended has ended at once.
 */
#include "account/account_session.h"

#include "account/account.h"
#include "kit/log.h"
#include "kit/secret.h"
#include "sql_account.h"
#include "web/answer.h"

#define SEEN_MICROSECONDS (INT64_C(300) * 1000000) /* a session's last use is noted once in five minutes */

struct session_row {
	int64_t account_id;
	const char *login;
	const char *name;
	const char *language;
	int64_t department_id;
	const char *department;
	struct moment seen_at;
	bool is_assigned;
	enum role role;
	int64_t role_department_id;
	int64_t role_body_id;
	const char *scope;
	int64_t for_id;
	const char *for_name;
};
static const struct field session_row_fields[] = {
	FIELD(struct session_row, account_id),
	FIELD(struct session_row, login),
	FIELD(struct session_row, name),
	FIELD(struct session_row, language),
	FIELD(struct session_row, department_id),
	FIELD(struct session_row, department),
	FIELD(struct session_row, seen_at),
	FIELD(struct session_row, is_assigned),
	FIELD_NAMED(struct session_row, role, role_names),
	FIELD(struct session_row, role_department_id),
	FIELD(struct session_row, role_body_id),
	FIELD(struct session_row, scope),
	FIELD(struct session_row, for_id),
	FIELD(struct session_row, for_name),
};
extern const struct shape session_row_shape;
const struct shape session_row_shape = SHAPE(struct session_row, session_row_fields);

static void add_assignments(struct request *q, struct list rows)
{
	struct assignment *assignments = arena_many(q->arena, struct assignment, rows.count);
	size_t count = 0;

	for (EACH(struct session_row, row, rows)) {
		if (!row->is_assigned)
			continue;
		assignments[count++] = (struct assignment){
			.role = row->role,
			.department_id = row->role_department_id,
			.body_id = row->role_body_id,
			.scope = row->scope ? row->scope : "",
			.for_id = row->for_id,
			.for_name = row->for_name,
		};
		q->viewer.roles |= WHO(row->role);
	}
	q->viewer.assignments = (struct list){assignments, count};
}

static struct fail *viewer_of(struct request *q, const char *session_key)
{
	const char *hash = secret_hash(q->arena, session_key);
	const struct session_row *row;
	struct list rows;

	q->viewer = (struct viewer){.account_id = 0};
	db_later_many(q->db, &SQL_account_viewer, &rows, ARGS(V(hash)));
	TRY(db_collect(q->db));
	if (rows.count == 0)
		return NULL;
	row = rows.rows;
	q->viewer = (struct viewer){
		.account_id = row->account_id,
		.login = row->login,
		.name = row->name,
		.department = row->department ? row->department : "",
		.department_id = row->department_id,
		.session = hash,
		.language = language_from_code(row->language),
		.seen_at = row->seen_at,
	};
	add_assignments(q, rows);
	return NULL;
}

static void note_use(struct request *q)
{
	struct fail *fail;

	if (!q->viewer.account_id || q->now.microseconds - q->viewer.seen_at.microseconds < SEEN_MICROSECONDS)
		return;
	fail = db_change(q->db, &SQL_account_touch_session, NULL, ARGS(V(q->viewer.session)));
	if (fail)
		log_line("session_use", "number", q->number, "failure", fail->detail ? fail->detail : "", NULL);
}

const struct web_hooks account_hooks = {.viewer_of = viewer_of, .after = note_use};

struct fail *session_begin(struct request *q, int64_t account_id)
{
	const char *key = secret_random_text(q->arena, SECRET_BYTES);
	const char *hash = secret_hash(q->arena, key);

	db_later_change(q->db, &SQL_account_purge, NULL, NO_ARGS);
	if (q->viewer.session)
		db_later_change(q->db, &SQL_account_end_session, NULL, ARGS(V(q->viewer.session)));
	db_later_change(q->db, &SQL_account_begin_session, NULL, ARGS(V(hash), V(account_id)));
	TRY(viewer_of(q, key));
	answer_cookie(q, SESSION_COOKIE, key, -1);
	return NULL;
}

struct fail *session_end(struct request *q)
{
	if (q->viewer.session)
		TRY(db_change(q->db, &SQL_account_end_session, NULL, ARGS(V(q->viewer.session))));
	answer_cookie(q, SESSION_COOKIE, "", 0);
	return NULL;
}
