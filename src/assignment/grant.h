/* grant.h: giving somebody a role: judged, done at once, or put before a second administrator. For the pages of this room. */
#ifndef CHOSHO_ASSIGNMENT_GRANT_H
#define CHOSHO_ASSIGNMENT_GRANT_H

#include "account/person.h"

/* Who decides or administers is granted by two. */
bool grant_needs_two(enum role role);
/* Is it held for a department, for a body, or for neither? */
enum grant_scope { GRANT_FOR_NOTHING, GRANT_FOR_DEPARTMENT, GRANT_FOR_BODY };
enum grant_scope grant_scope_of(enum role role);

/* A role to be given. */
struct grant {
	int64_t account_id;
	const char *account; /* their name */
	enum role role;
	int64_t department_id;
	int64_t body_id;
	const char *scope; /* the title of the department or body */
	struct day from_on;
	struct day until_on; /* none: until further notice */
	const char *reason;
};

/* Queued behind what is waiting: holds all administrators and the person, and collects. */
struct fail *grant_lock(struct request *q, int64_t account_id) CHOSHO_MUST_USE;
/* Who could be the second administrator: how many. */
struct fail *grant_approvers(struct request *q, int64_t account_id, int64_t *out_count) CHOSHO_MUST_USE;
/* SAY_NOTHING, or why it cannot be: somebody has it in these days already. */
struct fail *grant_clashes(struct request *q, const struct grant *grant, bool *out_clashes) CHOSHO_MUST_USE;

/*
 * Gives the role at once, or asks a second administrator (who is told) where one is needed and there is one. Where one is needed
 * and there is none, the reason is recorded and all secretariats are told. What the operator gives is given. *out_waits: it waits
 * for the second one. After grant_lock.
 */
struct fail *grant_do(struct actor actor, const struct grant *grant, bool *out_waits) CHOSHO_MUST_USE;
/* FAIL_DENIED where who asked has just opened a way into the viewer's account: then the viewer is no second administrator. */
struct fail *grant_judge_second(struct request *q, int64_t asked_by) CHOSHO_MUST_USE;
/* As the second administrator approves it. FAIL_CONFLICT where that cannot be any more. */
struct fail *grant_approve(struct request *q, const struct grant *grant, int64_t asked_by) CHOSHO_MUST_USE;

/* From when and until when, in words; without `until`, until further notice. */
const char *grant_days(struct arena *arena, enum language language, struct day from, struct day until);

/* 委員長：推進会議（令和8年4月1日（水）から）, for the record. */
const char *grant_summary(struct arena *arena, const struct grant *grant);

#endif
