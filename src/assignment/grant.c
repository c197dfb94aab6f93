/* grant.c: who may be given what, and by whom: nobody grants themselves, and some roles are granted by two. */
#include "assignment/grant.h"

#include <inttypes.h>

#include "account/person.h"
#include "mail/mail.h"
#include "sql_account.h"
#include "sql_assignment.h"
#include "web/form.h"

static const enum grant_scope scopes[ROLES] = {
	[ROLE_AUTHOR] = GRANT_FOR_DEPARTMENT, [ROLE_HEAD] = GRANT_FOR_DEPARTMENT, [ROLE_MEMBER] = GRANT_FOR_BODY,
	[ROLE_CHAIR] = GRANT_FOR_BODY,        [ROLE_DEPUTY] = GRANT_FOR_BODY,
};

enum grant_scope grant_scope_of(enum role role)
{
	return scopes[role];
}

bool grant_needs_two(enum role role)
{
	return role == ROLE_SECRETARIAT || role == ROLE_CHAIR || role == ROLE_DEPUTY || role == ROLE_ADMINISTRATOR;
}

struct grant_clash {
	struct day from_on;
	struct day until_on;
};
static const struct field grant_clash_fields[] = {
	FIELD(struct grant_clash, from_on),
	FIELD(struct grant_clash, until_on),
};
extern const struct shape grant_clash_shape;
const struct shape grant_clash_shape = SHAPE(struct grant_clash, grant_clash_fields);

struct approver {
	int64_t id;
	const char *name;
	const char *language;
};
static const struct field approver_fields[] = {
	FIELD(struct approver, id),
	FIELD(struct approver, name),
	FIELD(struct approver, language),
};
extern const struct shape approver_shape;
const struct shape approver_shape = SHAPE(struct approver, approver_fields);

static struct value day_or_null(struct day day)
{
	return day_is(day) ? V(day) : V_NULL;
}

struct fail *grant_lock(struct request *q, int64_t account_id)
{
	return db_change(q->db, &SQL_account_lock_administrators, NULL, ARGS(V(account_id)));
}

struct fail *grant_approvers(struct request *q, int64_t account_id, int64_t *out_count)
{
	struct list approvers;

	TRY(db_many(q->db, &SQL_assignment_approvers, &approvers, ARGS(V(q->viewer.account_id), V(account_id))));
	*out_count = (int64_t)approvers.count;
	return NULL;
}

struct opened {
	bool is_opened;
};
static const struct field opened_fields[] = {
	FIELD(struct opened, is_opened),
};
extern const struct shape opened_shape;
const struct shape opened_shape = SHAPE(struct opened, opened_fields);

struct fail *grant_judge_second(struct request *q, int64_t asked_by)
{
	struct opened opened;

	TRY(db_one(q->db, &SQL_assignment_opened, &opened, ARGS(V(q->viewer.account_id), V(asked_by))));
	return opened.is_opened ? FAIL(FAIL_DENIED, SAY_grant_opened) : NULL;
}

struct fail *grant_clashes(struct request *q, const struct grant *grant, bool *out_clashes)
{
	struct grant_clash clash;

	return db_maybe(q->db, &SQL_assignment_grant_clashes, &clash, out_clashes,
	                ARGS(V(grant->account_id), V(role_names.codes[grant->role]), V(grant->department_id),
	                     V(grant->body_id), V(grant->from_on), day_or_null(grant->until_on)));
}

const char *grant_days(struct arena *arena, enum language language, struct day from, struct day until)
{
	const char *first = day_words(arena, language, from);

	return day_is(until) ? WORDS(arena, language, SAY_grant_period, first, day_words(arena, language, until))
	                     : WORDS(arena, language, SAY_grant_from, first);
}

const char *grant_summary(struct arena *arena, const struct grant *grant)
{
	const char *role = words_say(LANGUAGE_JA, role_names.labels[grant->role]);

	return WORDS(arena, LANGUAGE_JA, SAY_grant_summary, role, grant->scope ? grant->scope : "",
	             grant_days(arena, LANGUAGE_JA, grant->from_on, grant->until_on));
}

static struct fail *put(struct db *db, const struct grant *grant, int64_t granted_by, int64_t approved_by)
{
	struct added added;
	bool found;

	TRY(db_maybe(db, &SQL_assignment_grant, &added, &found,
	             ARGS(V(grant->account_id), V(role_names.codes[grant->role]), V(grant->department_id),
	                  V(grant->body_id), V(grant->from_on), day_or_null(grant->until_on), V(granted_by),
	                  V(approved_by), V(grant->reason))));
	return found ? NULL : FAIL(FAIL_CONFLICT, SAY_grant_moved);
}

/* Everybody who could approve it is told, in their language. */
static struct fail *ask(struct actor actor, const struct grant *grant, struct list approvers)
{
	struct added added;

	TRY(db_one(actor.db, &SQL_assignment_ask_grant, &added,
	           ARGS(V(grant->account_id), V(role_names.codes[grant->role]), V(grant->body_id), V(grant->from_on),
	                day_or_null(grant->until_on), V(grant->reason), V(actor.id),
	                V(grant_summary(actor.arena, grant)))));
	for (EACH(const struct approver, approver, approvers)) {
		enum language language = language_from_code(approver->language);

		mail_tell_later(actor.db, approver->id,
		                WORDS(actor.arena, language, SAY_grant_asked_notice, actor.name, grant->account,
		                      words_say(language, role_names.labels[grant->role])),
		                text_format(actor.arena, "/grants/%" PRId64, added.id));
	}
	return db_collect(actor.db);
}

/* There is no second administrator: everybody who is secretariat hears of it. */
static void tell_secretariats(struct actor actor, const struct grant *grant)
{
	const char *said[LANGUAGES];

	for (enum language language = LANGUAGE_JA; language < LANGUAGES; language++)
		said[language] = WORDS(actor.arena, language, SAY_grant_alone_notice, actor.name, grant->account,
		                       words_say(language, role_names.labels[grant->role]), grant->reason);
	mail_tell_secretariat_later(actor.db, said[LANGUAGE_JA], said[LANGUAGE_EN], "/log");
}

struct fail *grant_do(struct actor actor, const struct grant *grant, bool *out_waits)
{
	const bool needs_two = actor.id && grant_needs_two(grant->role);
	struct list approvers = {NULL, 0};

	*out_waits = false;
	if (needs_two) {
		TRY(db_many(actor.db, &SQL_assignment_approvers, &approvers, ARGS(V(actor.id), V(grant->account_id))));
		*out_waits = approvers.count > 0;
	}
	if (*out_waits)
		return ask(actor, grant, approvers);
	TRY(put(actor.db, grant, actor.id, 0));
	if (!needs_two)
		return NULL;
	tell_secretariats(actor, grant);
	return db_collect(actor.db);
}

struct fail *grant_approve(struct request *q, const struct grant *grant, int64_t asked_by)
{
	struct grant now = *grant;
	bool clashes;

	if (days_between(q->today, now.from_on) < 0)
		now.from_on = q->today;
	if (day_is(now.until_on) && days_between(now.from_on, now.until_on) < 0)
		return FAIL(FAIL_CONFLICT, SAY_grant_moved);
	TRY(grant_clashes(q, &now, &clashes));
	if (clashes)
		return FAIL(FAIL_CONFLICT, SAY_grant_has_it);
	return put(q->db, &now, asked_by, q->viewer.account_id);
}
