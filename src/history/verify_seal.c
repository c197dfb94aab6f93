/* verify_seal.c: do the checkpoints stand in a row, are they signed, and is what they signed still there? */
#include <string.h>

#include "history/seal.h"
#include "history/verify_inside.h"
#include "kit/sign.h"
#include "kit/text.h"
#include "sql_history.h"

struct compared_head {
	struct sealed_head head;
	const char *found; /* the hash that the history has there now; NULL: no such event */
};
static const struct field compared_head_fields[] = {
	FIELD_PART(struct compared_head, head, sealed_head_shape),
	FIELD(struct compared_head, found),
};
extern const struct shape compared_head_shape;
const struct shape compared_head_shape = SHAPE(struct compared_head, compared_head_fields);

static void tell(struct verify *v, enum say say, int64_t number, const char *more)
{
	verify_tell(v, say, NULL, verify_number(v, number), more, NULL);
}

static void judge_signature(struct verify *v, const struct checkpoint *checkpoint, struct list heads)
{
	const char *text = checkpoint_text(v->page, checkpoint, heads);

	if (!text_same(sign_hash(v->page, text, strlen(text)), checkpoint->hash))
		tell(v, SAY_history_checkpoint_flipped, checkpoint->number, "");
	else if (!sign_fits(checkpoint->key, checkpoint->signature, text, strlen(text)))
		tell(v, SAY_history_checkpoint_unsigned, checkpoint->number, "");
}

static struct fail *judge(struct verify *v, const struct checkpoint *before, const struct checkpoint *checkpoint)
{
	struct sealed_head *heads;
	struct list compared;
	size_t count = 0;

	v->checkpoints++;
	if (checkpoint->number != before->number + 1)
		verify_tell(v, SAY_history_checkpoint_missing, NULL,
		            verify_places(v, before->number + 1, checkpoint->number - 1), NULL);
	else if (!text_same(checkpoint->previous, before->hash))
		tell(v, SAY_history_checkpoint_unlinked, checkpoint->number, "");
	TRY(db_many(v->db, &SQL_history_heads_of, &compared, ARGS(V(checkpoint->number))));
	heads = arena_many(v->page, struct sealed_head, compared.count + 1);
	for (EACH(const struct compared_head, one, compared)) {
		heads[count++] = one->head;
		if (!one->found)
			verify_tell(v, SAY_history_sealed_missing, one->head.chain,
			            verify_number(v, one->head.sequence), verify_number(v, checkpoint->number), NULL);
		else if (!text_same(one->found, one->head.hash))
			verify_tell(v, SAY_history_sealed_changed, one->head.chain,
			            verify_number(v, one->head.sequence), verify_number(v, checkpoint->number), NULL);
	}
	judge_signature(v, checkpoint, (struct list){heads, count});
	return NULL;
}

/* The last key vouches for all before it: each checkpoint signs the hash of the one before. */
static void judge_key(struct verify *v, const struct checkpoint *last)
{
	const char *id = last->number ? sign_key_id(v->page, last->key) : NULL;

	if (last->number && v->own_key && !text_same(last->key, v->own_key))
		tell(v, SAY_history_other_key, last->number, id ? id : "");
}

struct fail *verify_checkpoints(struct verify *v)
{
	struct arena *kept = arena_make(1u << 16);
	struct checkpoint before = {.number = 0};
	struct fail *fail = NULL;
	bool found = true;

	while (!fail && found) {
		struct checkpoint checkpoint;

		verify_turn(v);
		fail = db_maybe(v->db, &SQL_history_checkpoint_after, &checkpoint, &found, ARGS(V(before.number)));
		if (fail || !found)
			break;
		fail = judge(v, &before, &checkpoint);
		arena_reset(kept);
		before = checkpoint;
		before.hash = checkpoint.hash ? arena_copy(kept, checkpoint.hash, strlen(checkpoint.hash)) : NULL;
		before.key = checkpoint.key ? arena_copy(kept, checkpoint.key, strlen(checkpoint.key)) : NULL;
	}
	if (!fail)
		judge_key(v, &before);
	arena_end(kept);
	return fail;
}
