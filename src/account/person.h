/* person.h: an account as the administrator's pages show it: who it is, how it stands, what it may do. */
#ifndef CHOSHO_ACCOUNT_PERSON_H
#define CHOSHO_ACCOUNT_PERSON_H

#include "web/request.h"

/* How an account stands today; the database's function account_state says which. */
enum account_state { ACCOUNT_ACTIVE, ACCOUNT_NEW, ACCOUNT_COMING, ACCOUNT_ENDED, ACCOUNT_STOPPED, ACCOUNT_STATES };
extern const struct names account_state_names;

struct person {
	int64_t id;
	const char *login;
	const char *name;
	const char *kana;
	const char *email;
	const char *language;
	int64_t department_id;
	const char *department;
	struct day from_on;
	struct day until_on;
	struct moment stopped_at;
	struct moment created_at;
	int64_t version;
	enum account_state state;
	bool has_password;
	int64_t sessions;
	struct moment seen_at;      /* when one of them was last used */
	struct moment signed_in_at; /* the last time; none: never */
	struct moment factor_since; /* a second factor is registered; none: it is not */
	struct day away_from;       /* the absence that holds or comes next */
	struct day away_until;
	const char *deputy;
	const char *invited_by; /* slip, link: waits to be used; NULL: none does */
	struct moment invited_until;
};
extern const struct shape person_shape;

/* FAIL_MISSING when there is no such account. */
struct fail *person_find(struct request *q, int64_t id, struct person *person) CHOSHO_MUST_USE;

/* An account that was made. */
struct added {
	int64_t id;
};
extern const struct shape added_shape;

/* A department or body to choose. */
struct account_place {
	int64_t id;
	const char *title;
	bool is_chosen;
};
extern const struct shape account_place_shape;

/* Who does something to people: whoever is signed in, or the operator at the command line (id 0). */
struct actor {
	struct db *db;
	struct arena *arena;
	int64_t id;
	const char *name;
};
struct actor actor_of(const struct request *q);

/* Where the account is of somebody who decides or administers: says what was done to it ({1}: who did it, {2}: whose it is) to them,
 * the other administrators and the secretariats. */
void person_tell_guardians_later(struct actor actor, const struct person *person, enum say what);

/* What waits with somebody, in words. */
struct person_task {
	const char *kind;
	const char *scope;
	int64_t count;
	bool is_alone; /* nobody else holds that post */
	/* laid out */
	const char *sentence;
};
extern const struct shape person_task_shape;

/* Puts the sentences into what sql/account/waiting.sql brought. */
void person_say_tasks(struct request *q, struct list tasks);

/* 担当者（高齢福祉課） */
const char *person_role_words(struct arena *arena, enum language language, enum role role, const char *scope);

#endif
