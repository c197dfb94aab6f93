/* person.c: what the pages about one account share. */
#include "account/person.h"

#include <assert.h>
#include <inttypes.h>

#include "sql_account.h"

static const char *const state_codes[] = {
	[ACCOUNT_ACTIVE] = "active", [ACCOUNT_NEW] = "new",         [ACCOUNT_COMING] = "coming",
	[ACCOUNT_ENDED] = "ended",   [ACCOUNT_STOPPED] = "stopped",
};
static const enum say state_labels[] = {
	[ACCOUNT_ACTIVE] = SAY_account_state_active,   [ACCOUNT_NEW] = SAY_account_state_new,
	[ACCOUNT_COMING] = SAY_account_state_coming,   [ACCOUNT_ENDED] = SAY_account_state_ended,
	[ACCOUNT_STOPPED] = SAY_account_state_stopped,
};
static_assert(sizeof state_codes / sizeof *state_codes == ACCOUNT_STATES, "every state has a code");
static_assert(sizeof state_labels / sizeof *state_labels == ACCOUNT_STATES, "every state has a label");
const struct names account_state_names = {state_codes, state_labels, ACCOUNT_STATES};

static const struct field person_fields[] = {
	FIELD(struct person, id),
	FIELD(struct person, login),
	FIELD(struct person, name),
	FIELD(struct person, kana),
	FIELD(struct person, email),
	FIELD(struct person, language),
	FIELD(struct person, department_id),
	FIELD(struct person, department),
	FIELD(struct person, from_on),
	FIELD(struct person, until_on),
	FIELD(struct person, stopped_at),
	FIELD(struct person, created_at),
	FIELD(struct person, version),
	FIELD_NAMED(struct person, state, account_state_names),
	FIELD(struct person, has_password),
	FIELD(struct person, sessions),
	FIELD(struct person, seen_at),
	FIELD(struct person, signed_in_at),
	FIELD(struct person, factor_since),
	FIELD(struct person, away_from),
	FIELD(struct person, away_until),
	FIELD(struct person, deputy),
	FIELD(struct person, invited_by),
	FIELD(struct person, invited_until),
};
const struct shape person_shape = SHAPE(struct person, person_fields);

static const struct field account_place_fields[] = {
	FIELD(struct account_place, id),
	FIELD(struct account_place, title),
	FIELD(struct account_place, is_chosen),
};
const struct shape account_place_shape = SHAPE(struct account_place, account_place_fields);

static const struct field person_task_fields[] = {
	FIELD(struct person_task, kind),     FIELD(struct person_task, scope),    FIELD(struct person_task, count),
	FIELD(struct person_task, is_alone), FIELD(struct person_task, sentence),
};
const struct shape person_task_shape = SHAPE(struct person_task, person_task_fields);

struct fail *person_find(struct request *q, int64_t id, struct person *person)
{
	return db_one(q->db, &SQL_account_find, person, ARGS(V(id)));
}

static const struct {
	const char *kind;
	enum say say;
} tasks_said[] = {
	{"in_charge",  SAY_account_waits_in_charge },
        {"write",      SAY_account_waits_write     },
	{"review",     SAY_account_waits_review    },
        {"administer", SAY_account_waits_administer},
	{"lent",       SAY_account_waits_lent      },
        {"grant",      SAY_account_waits_grant     },
};

void person_say_tasks(struct request *q, struct list tasks)
{
	for (EACH(struct person_task, task, tasks))
		for (size_t i = 0; i < sizeof tasks_said / sizeof *tasks_said; i++)
			if (text_same(task->kind, tasks_said[i].kind))
				task->sentence =
					WORDS(q->arena, q->language, tasks_said[i].say,
				              task->scope ? task->scope
				                          : words_say(q->language, SAY_account_waits_secretariat),
				              text_format(q->arena, "%" PRId64, task->count));
}

const char *person_role_words(struct arena *arena, enum language language, enum role role, const char *scope)
{
	const char *label = words_say(language, role_names.labels[role]);

	return text_empty(scope) ? label : WORDS(arena, language, SAY_account_role_of, label, scope);
}

struct actor actor_of(const struct request *q)
{
	return (struct actor){q->db, q->arena, q->viewer.account_id, q->viewer.name};
}

void person_tell_guardians_later(struct actor actor, const struct person *person, enum say what)
{
	db_later_change(actor.db, &SQL_account_tell_guardians, NULL,
	                ARGS(V(person->id), V(actor.id),
	                     V(WORDS(actor.arena, LANGUAGE_JA, what, actor.name, person->name)),
	                     V(WORDS(actor.arena, LANGUAGE_EN, what, actor.name, person->name))));
}
