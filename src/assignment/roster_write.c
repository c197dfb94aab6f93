/* roster_write.c: what a list of people is held against, and writing what it says: for the page and for the command line. */
#include "account/account.h"
#include "assignment/grant.h"
#include "assignment/roster.h"
#include "sql_account.h"
#include "sql_assignment.h"

static const struct field roster_person_fields[] = {
	FIELD(struct roster_person, id),
	FIELD(struct roster_person, login),
	FIELD(struct roster_person, name),
	FIELD(struct roster_person, kana),
	FIELD(struct roster_person, email),
	FIELD(struct roster_person, language),
	FIELD(struct roster_person, department_id),
	FIELD(struct roster_person, from_on),
	FIELD(struct roster_person, until_on),
	FIELD(struct roster_person, version),
};
const struct shape roster_person_shape = SHAPE(struct roster_person, roster_person_fields);

static const struct field roster_held_fields[] = {
	FIELD(struct roster_held, id),
	FIELD(struct roster_held, account_id),
	FIELD_NAMED(struct roster_held, role, role_names),
	FIELD(struct roster_held, department_id),
	FIELD(struct roster_held, body_id),
	FIELD(struct roster_held, from_on),
	FIELD(struct roster_held, until_on),
	FIELD(struct roster_held, version),
};
const struct shape roster_held_shape = SHAPE(struct roster_held, roster_held_fields);

static const struct field roster_place_fields[] = {
	FIELD(struct roster_place, is_body),
	FIELD(struct roster_place, id),
	FIELD(struct roster_place, code),
	FIELD(struct roster_place, title),
};
const struct shape roster_place_shape = SHAPE(struct roster_place, roster_place_fields);

void roster_find_later(struct db *db, struct roster *roster)
{
	db_later_many(db, &SQL_assignment_roster_people, &roster->people, NO_ARGS);
	db_later_many(db, &SQL_assignment_roster_held, &roster->held, NO_ARGS);
	db_later_many(db, &SQL_assignment_roster_places, &roster->places, NO_ARGS);
}

static struct value day_or_null(struct day day)
{
	return day_is(day) ? V(day) : V_NULL;
}

static const char *kept(const char *text)
{
	return text ? text : "";
}

static struct fail *put_person(struct actor actor, struct roster_entry *entry)
{
	struct roster_person *now = &entry->now;
	struct added added;
	int64_t changed;

	if (!entry->before) {
		TRY(db_one(actor.db, &SQL_account_create, &added,
		           ARGS(V(now->login), V(now->name), V(kept(now->kana)), V(now->department_id),
		                V(kept(now->email)), V(now->language), V(now->from_on), V_NULL, V(actor.id))));
		now->id = added.id;
		return NULL;
	}
	if (!entry->is_changed)
		return NULL;
	TRY(db_change(actor.db, &SQL_account_change, &changed,
	              ARGS(V(now->id), V(entry->before->version), V(now->login), V(now->name), V(kept(now->kana)),
	                   V(now->department_id), V(kept(now->email)), V(now->language), V(now->from_on),
	                   day_or_null(now->until_on), V(actor.id), V(words_say(LANGUAGE_JA, SAY_roster_by_list)))));
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_stale);
	if (!text_same(kept(entry->before->email), kept(now->email)))
		person_tell_guardians_later(actor, &(struct person){.id = now->id, .name = now->name},
		                            SAY_account_told_email);
	return NULL;
}

static struct fail *put_post(struct actor actor, const struct roster_post *post, const char *reason)
{
	const struct grant grant = {
		.account_id = post->entry->now.id,
		.account = post->entry->now.name,
		.role = post->role,
		.department_id = post->department_id,
		.body_id = post->body_id,
		.scope = post->scope,
		.from_on = post->from_on,
		.until_on = post->until_on,
		.reason = *reason ? reason : words_say(LANGUAGE_JA, SAY_roster_by_list),
	};
	int64_t changed;
	bool waits;

	if (!post->before)
		return grant_do(actor, &grant, &waits);
	if (!post->is_changed)
		return NULL;
	TRY(db_change(actor.db, &SQL_assignment_end_role, &changed,
	              ARGS(V(post->entry->now.id), V(post->before->id), V(post->before->version), V(post->until_on),
	                   V(actor.id), V(grant.reason))));
	return changed ? NULL : FAIL(FAIL_CONFLICT, SAY_account_stale);
}

struct fail *roster_write(struct actor actor, const struct roster *roster, const char *reason)
{
	for (EACH(struct roster_entry, entry, roster->entries))
		TRY(put_person(actor, entry));
	for (EACH(const struct roster_post, post, roster->posts))
		TRY(put_post(actor, post, reason));
	return db_collect(actor.db);
}
