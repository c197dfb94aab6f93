/*
 * account_session.c: sessions. A cookie carries a random key, the table its hash. Who is behind it, and what they may do
 * today, is read anew with every request: a role that ended has ended at once.
 */
#include "account/account_session.h"

#include <assert.h>
#include <string.h>

#include "account/account.h"
#include "kit/log.h"
#include "kit/secret.h"
#include "sql_account.h"
#include "web/answer.h"

#define SEEN_MICROSECONDS (INT64_C(300) * 1000000) /* a session's last use is noted once in five minutes */

static const char *const step_codes[] = {
	[STEP_IN] = "in",
	[STEP_SECOND_FACTOR] = "second_factor",
	[STEP_PASSWORD] = "password",
	[STEP_ENROL] = "enrol",
	[STEP_CODES] = "codes",
};
static_assert(sizeof step_codes / sizeof *step_codes == STEPS, "every step has a code");
static const struct names step_names = {step_codes, NULL, STEPS};
static const char *const step_pages[STEPS] = {
	[STEP_SECOND_FACTOR] = "/sign-in/code",
	[STEP_PASSWORD] = "/sign-in/password",
	[STEP_ENROL] = "/sign-in/enrol",
	[STEP_CODES] = "/sign-in/codes",
};

struct session_row {
	int64_t account_id;
	const char *login;
	const char *name;
	const char *language;
	int64_t department_id;
	const char *department;
	struct moment seen_at;
	enum session_step step;
	bool is_assigned;
	enum role role;
	int64_t role_department_id;
	int64_t role_body_id;
	const char *scope;
	int64_t for_id;
	const char *for_name;
	const char *post;
	const char *acting;
	const char *rights; /* said to the transaction */
};
static const struct field session_row_fields[] = {
	FIELD(struct session_row, account_id),
	FIELD(struct session_row, login),
	FIELD(struct session_row, name),
	FIELD(struct session_row, language),
	FIELD(struct session_row, department_id),
	FIELD(struct session_row, department),
	FIELD(struct session_row, seen_at),
	FIELD_NAMED(struct session_row, step, step_names),
	FIELD(struct session_row, is_assigned),
	FIELD_NAMED(struct session_row, role, role_names),
	FIELD(struct session_row, role_department_id),
	FIELD(struct session_row, role_body_id),
	FIELD(struct session_row, scope),
	FIELD(struct session_row, for_id),
	FIELD(struct session_row, for_name),
	FIELD(struct session_row, post),
	FIELD(struct session_row, acting),
	FIELD(struct session_row, rights),
};
extern const struct shape session_row_shape;
const struct shape session_row_shape = SHAPE(struct session_row, session_row_fields);

static void add_assignments(struct request *q, struct list rows)
{
	struct assignment *assignments = arena_many(q->arena, struct assignment, rows.count);
	size_t count = 0;

	for (EACH(struct session_row, row, rows)) {
		if (!row->is_assigned || (row->acting && !text_same(row->acting, row->post)))
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

static const char *role_words(struct request *q, const struct session_row *row)
{
	const char *role = words_say(q->language, role_names.labels[row->role]);

	return row->for_name ? WORDS(q->arena, q->language, SAY_post_for, role, row->for_name) : role;
}

/* Each department, body or office once, with all roles there. */
static void add_posts(struct request *q, struct list rows)
{
	struct post *posts = arena_many(q->arena, struct post, rows.count);
	size_t count = 0;

	for (EACH(struct session_row, row, rows)) {
		const char *role = row->is_assigned ? role_words(q, row) : NULL;
		size_t at = 0;

		while (at < count && !text_same(posts[at].code, row->post))
			at++;
		if (role && at < count)
			posts[at].roles =
				text_join(q->arena, posts[at].roles, words_say(q->language, SAY_transfer_comma), role);
		else if (role)
			posts[count++] = (struct post){row->post, row->scope ? row->scope : role, role,
			                               text_same(row->post, row->acting)};
	}
	q->viewer.posts = (struct list){posts, count};
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
	if (row->step != STEP_IN) {
		q->viewer = (struct viewer){
			.halfway_id = row->account_id,
			.halfway = step_pages[row->step],
			.login = row->login,
			.name = row->name,
			.session = hash,
			.language = language_from_code(row->language),
		};
		return NULL;
	}
	q->viewer = (struct viewer){
		.account_id = row->account_id,
		.login = row->login,
		.name = row->name,
		.department = row->department ? row->department : "",
		.department_id = row->department_id,
		.session = hash,
		.language = language_from_code(row->language),
		.seen_at = row->seen_at,
		.post = row->acting,
	};
	add_assignments(q, rows);
	add_posts(q, rows);
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

/* Words of our own for what the browser says that it is: to tell one's sessions apart, no more. */
static const char *browser_of(struct request *q)
{
	static const char *const browsers[][2] = {
		{"Edg",      "Edge"   },
		{"OPR/",     "Opera"  },
		{"Firefox/", "Firefox"},
		{"Chrome/",  "Chrome" },
		{"Safari/",  "Safari" }
        };
	static const char *const systems[][2] = {
		{"Windows", "Windows" },
                {"Android", "Android" },
                {"iPhone",  "iPhone"  },
                {"iPad",    "iPad"    },
		{"CrOS",    "ChromeOS"},
                {"Mac OS",  "macOS"   },
                {"Linux",   "Linux"   }
        };
	const char *said = answer_browser(q), *browser = "", *system = "";

	for (size_t i = sizeof browsers / sizeof *browsers; i-- > 0;)
		if (strstr(said, browsers[i][0]))
			browser = browsers[i][1];
	for (size_t i = sizeof systems / sizeof *systems; i-- > 0;)
		if (strstr(said, systems[i][0]))
			system = systems[i][1];
	return text_join(q->arena, browser, *browser && *system ? " / " : "", system);
}

int64_t session_account(const struct request *q)
{
	return q->viewer.account_id ? q->viewer.account_id : q->viewer.halfway_id;
}

struct fail *session_begin(struct request *q, int64_t account_id, const struct session_wish *wish)
{
	const char *key = secret_random_text(q->arena, SECRET_BYTES);
	const char *hash = secret_hash(q->arena, key);
	const char *earlier = wish->goes_on && q->viewer.session ? q->viewer.session : "";
	bool arrives = !wish->goes_on || !q->viewer.account_id;

	db_later_change(q->db, &SQL_account_purge, NULL, NO_ARGS);
	db_later_change(q->db, &SQL_account_begin_session, NULL,
	                ARGS(V(hash), V(account_id), V(wish->invitation_id), V(earlier), V(wish->factor_given),
	                     V(wish->shows_codes), V(browser_of(q)), V(arrives)));
	if (q->viewer.session)
		db_later_change(q->db, &SQL_account_end_session, NULL, ARGS(V(q->viewer.session)));
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
