/* verify_content.c: are the texts that were submitted and decided still those that the history speaks of? */
#include <stddef.h>

#include "history/history.h"
#include "history/verify_inside.h"
#include "kit/text.h"
#include "sql_history.h"

#define CONTENTS_PAGE (VERIFY_PAGE / 10) /* texts are long */

struct kept_edition {
	int64_t sheet_id;
	int64_t number;
	const char *content;
	const char *parts;
	const char *hash;
	const char *submitted_by;
	int64_t event_id; /* 0: no event speaks of it */
	const char *content_hash;
	const char *account_id;
};
static const struct field kept_edition_fields[] = {
	FIELD(struct kept_edition, sheet_id),   FIELD(struct kept_edition, number),
	FIELD(struct kept_edition, content),    FIELD(struct kept_edition, parts),
	FIELD(struct kept_edition, hash),       FIELD(struct kept_edition, submitted_by),
	FIELD(struct kept_edition, event_id),   FIELD(struct kept_edition, content_hash),
	FIELD(struct kept_edition, account_id),
};
extern const struct shape kept_edition_shape;
const struct shape kept_edition_shape = SHAPE(struct kept_edition, kept_edition_fields);

struct kept_decision {
	int64_t id;
	int64_t sheet_id;
	const char *stage;
	const char *state;
	const char *content;
	const char *reason;
	const char *decided_by;
	struct moment decided_at;
	int64_t event_id; /* 0: no event speaks of it */
	const char *action;
	const char *content_hash;
	const char *said_reason;
	const char *account_id;
};
static const struct field kept_decision_fields[] = {
	FIELD(struct kept_decision, id),           FIELD(struct kept_decision, sheet_id),
	FIELD(struct kept_decision, stage),        FIELD(struct kept_decision, state),
	FIELD(struct kept_decision, content),      FIELD(struct kept_decision, reason),
	FIELD(struct kept_decision, decided_by),   FIELD(struct kept_decision, decided_at),
	FIELD(struct kept_decision, event_id),     FIELD(struct kept_decision, action),
	FIELD(struct kept_decision, content_hash), FIELD(struct kept_decision, said_reason),
	FIELD(struct kept_decision, account_id),
};
extern const struct shape kept_decision_shape;
const struct shape kept_decision_shape = SHAPE(struct kept_decision, kept_decision_fields);

static const char *sheet_chain(const struct verify *v, int64_t sheet_id)
{
	return text_join(v->page, "sheet:", verify_number(v, sheet_id));
}

static void judge_edition(struct verify *v, const struct kept_edition *edition)
{
	const char *hash = chain_content_hash(v->page, edition->content, edition->parts);
	const char *chain = sheet_chain(v, edition->sheet_id);
	const char *number = verify_number(v, edition->number);

	v->editions++;
	if (!edition->event_id)
		verify_tell(v, SAY_history_edition_inserted, chain, number, NULL);
	else if (!text_same(hash, edition->content_hash))
		verify_tell(v, SAY_history_edition_flipped, chain, number, NULL);
	else if (!text_same(edition->submitted_by, edition->account_id) && edition->submitted_by)
		verify_tell(v, SAY_history_edition_by_other, chain, number, NULL);
	if (!text_same(hash, edition->hash))
		verify_tell(v, SAY_history_edition_hash, chain, number, NULL);
}

struct fail *verify_editions(struct verify *v)
{
	int64_t sheet = 0, number = 0;
	struct list editions;

	do {
		verify_turn(v);
		TRY(db_many(v->db, &SQL_history_editions, &editions, ARGS(V(sheet), V(number), V(CONTENTS_PAGE))));
		for (EACH(const struct kept_edition, edition, editions)) {
			judge_edition(v, edition);
			sheet = edition->sheet_id;
			number = edition->number;
		}
	} while (editions.count == CONTENTS_PAGE);
	return NULL;
}

/* What a review's state says was done; an approval that was undone was one. */
static const char *deed_of(const struct kept_decision *decision)
{
	if (text_same(decision->state, "returned"))
		return text_same(decision->action, "send back") ? "send back" : "return";
	return text_same(decision->state, "deferred") ? "defer" : "approve";
}

static void judge_decision(struct verify *v, const struct kept_decision *decision)
{
	const char *hash = chain_content_hash(v->page, decision->content, NULL);
	const char *when = moment_words(v->page, v->language, decision->decided_at);
	const char *chain = sheet_chain(v, decision->sheet_id);
	enum say say;

	v->decisions++;
	if (!decision->event_id)
		say = SAY_history_decision_inserted;
	else if (!text_same(hash, decision->content_hash))
		say = SAY_history_decision_flipped;
	else if (!text_same(decision->reason, decision->said_reason))
		say = SAY_history_decision_reason;
	else if (!text_same(decision->decided_by, decision->account_id))
		say = SAY_history_decision_by_other;
	else if (!text_same(deed_of(decision), decision->action))
		say = SAY_history_decision_other;
	else
		return;
	verify_tell(v, say, chain, decision->stage, when, NULL);
}

struct fail *verify_decisions(struct verify *v)
{
	int64_t review = 0;
	struct list decisions;

	do {
		verify_turn(v);
		TRY(db_many(v->db, &SQL_history_decisions, &decisions, ARGS(V(review), V(CONTENTS_PAGE))));
		for (EACH(const struct kept_decision, decision, decisions)) {
			judge_decision(v, decision);
			review = decision->id;
		}
	} while (decisions.count == CONTENTS_PAGE);
	return NULL;
}
