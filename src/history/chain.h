/*
 * chain.h: the recipe of the history's hashes, in C. The database writes them (sql/migrations, event_hash); whoever checks
 * them computes them here again and trusts the database in nothing.
 *
 * A hash is SHA-256, in hexadecimal, of a JSON array with a space behind each comma: ["chosho-event/1", "sheet:12", 3, …].
 * An event about a person or a
 * department says chosho-event/2 and ends with two more values. What is not there is null; times are "2024-12-13T05:14:00.123456Z"; in texts only ", \ and what lies below U+0020 are
 * escaped (\b \t \n \f \r, else \u00xx).
 */
#ifndef CHOSHO_HISTORY_CHAIN_H
#define CHOSHO_HISTORY_CHAIN_H

#include "kit/arena.h"
#include "kit/shape.h"

/* A link: an event as it stands in its chain. Numbers that may be null are texts: null is not 0 here. */
struct link {
	const char *chain; /* sheet:12, meeting:4, plan:3, account:7, department:5, installation */
	int64_t sequence;  /* from 1 */
	const char *previous;
	int64_t id;
	struct moment at;
	const char *action;
	const char *account_id;
	const char *actor;
	const char *plan_id;
	const char *sheet_id;
	const char *review_id;
	const char *edition;
	const char *stage;
	const char *reason;
	const char *part_department_id;
	const char *meeting_id;
	const char *for_name;
	const char *to_stage;
	const char *content_hash;
	const char *subject_id; /* with one of these two, an event is hashed as chosho-event/2 */
	const char *department_id;
	const char *hash; /* as it was stored */
};
extern const struct shape link_shape;

/* What the hash of this link must be. */
const char *chain_hash(struct arena *arena, const struct link *link);

/* What was submitted or recorded: its text as the database stores it, then the parts where there are any. */
const char *chain_content_hash(struct arena *arena, const char *content, const char *parts);

/* What a chain is about. */
struct chain_object {
	const char *kind;  /* sheet, meeting … */
	const char *title; /* NULL: it is gone, or has none */
};
extern const struct shape chain_object_shape;

/* The head of a chain as a checkpoint signs it. */
struct sealed_head {
	const char *chain;
	int64_t sequence;
	const char *hash;
};
extern const struct shape sealed_head_shape;

struct checkpoint {
	int64_t number; /* from 1; 0: there is none */
	struct moment at;
	const char *previous; /* NULL: it is the first */
	const char *hash;
	const char *key; /* public */
	const char *signature;
};
extern const struct shape checkpoint_shape;

/* The text that a checkpoint signs, and whose hash it is. heads: struct sealed_head, by the bytes of their chain. */
const char *checkpoint_text(struct arena *arena, const struct checkpoint *checkpoint, struct list heads);

#endif
