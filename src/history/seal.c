/* seal.c: writes checkpoints. Signing is the program's, for the database never sees the private key. */
#include "history/seal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "kit/text.h"
#include "sql_history.h"

/* One at a time: whoever comes second waits until the number before is known. */
static struct fail *begin(struct db *db, struct checkpoint *last, struct list *heads)
{
	bool found;

	db_later_change(db, &SQL_history_lock, NULL, NO_ARGS);
	TRY(db_collect(db));
	db_later_maybe(db, &SQL_history_last_checkpoint, last, &found, NO_ARGS);
	db_later_many(db, &SQL_history_take_heads, heads, ARGS(V(SEAL_HEADS)));
	return db_collect(db);
}

static struct fail *keep(struct db *db, const struct checkpoint *checkpoint, struct list heads)
{
	struct arena *arena = db_arena(db);
	const char **chains = arena_many(arena, const char *, heads.count);
	const char **sequences = arena_many(arena, const char *, heads.count);
	const char **hashes = arena_many(arena, const char *, heads.count);
	size_t count = 0;

	for (EACH(const struct sealed_head, head, heads)) {
		chains[count] = head->chain;
		sequences[count] = text_format(arena, "%" PRId64, head->sequence);
		hashes[count++] = head->hash;
	}
	db_later_change(db, &SQL_history_keep_checkpoint, NULL,
	                ARGS(V(checkpoint->number), V(checkpoint->at), V(checkpoint->previous), V(checkpoint->hash),
	                     V(checkpoint->key), V(checkpoint->signature)));
	db_later_change(db, &SQL_history_keep_heads, NULL,
	                ARGS(V(checkpoint->number), V(db_array(arena, (struct list){chains, count})),
	                     V(db_array(arena, (struct list){sequences, count})),
	                     V(db_array(arena, (struct list){hashes, count}))));
	return db_collect(db);
}

struct fail *history_seal(struct db *db, const struct sign_key *key, struct moment now, struct checkpoint *out,
                          int64_t *out_heads)
{
	struct arena *arena = db_arena(db);
	struct checkpoint last;
	struct list heads;
	const char *text;

	TRY(begin(db, &last, &heads));
	*out_heads = (int64_t)heads.count;
	if (heads.count == 0)
		return NULL;
	*out = (struct checkpoint){.number = last.number + 1, .at = now, .previous = last.hash, .key = key->public_key};
	text = checkpoint_text(arena, out, heads);
	out->hash = sign_hash(arena, text, strlen(text));
	out->signature = sign(arena, key, text, strlen(text));
	return keep(db, out, heads);
}

/* --- chosho seal ----------------------------------------------------------------------------------------------- */

struct sealing {
	struct arena *arena;
	enum language language;
	struct db *db;
	const struct sign_key *key;
};

static struct fail *seal_once(const struct sealing *sealing, struct checkpoint *checkpoint, int64_t *heads)
{
	bool unknown;

	db_later_begin(sealing->db, false);
	TRY(history_seal(sealing->db, sealing->key, moment_now(), checkpoint, heads));
	return db_commit(sealing->db, &unknown);
}

static struct fail *seal_all(const struct sealing *sealing)
{
	struct checkpoint checkpoint;
	int64_t heads;
	bool made = false;

	for (;;) {
		TRY(seal_once(sealing, &checkpoint, &heads));
		if (heads == 0)
			break;
		made = true;
		printf("%s\n",
		       WORDS(sealing->arena, sealing->language, SAY_history_sealed,
		             text_format(sealing->arena, "%" PRId64, checkpoint.number),
		             text_format(sealing->arena, "%" PRId64, heads), checkpoint.hash, sealing->key->id));
	}
	if (!made)
		printf("%s\n", words_say(sealing->language, SAY_history_nothing_to_seal));
	return NULL;
}

int seal_command(const struct config *config, enum language language, struct arena *arena,
                 const struct statement *const *statements)
{
	struct sealing sealing = {arena, language, NULL, NULL};
	struct sign_key key;
	struct fail *fail;

	if (!config->signing_key || !sign_key_read(arena, config->signing_key, &key)) {
		fprintf(stderr, "chosho: %s\n", words_say(language, SAY_key_none));
		return 1;
	}
	sealing.key = &key;
	fail = db_open(&sealing.db, arena, config->database, statements);
	if (!fail)
		fail = seal_all(&sealing);
	if (fail)
		fprintf(stderr, "chosho: %s%s%s%s\n", words_say(language, fail->say), fail->detail ? " (" : "",
		        fail->detail ? fail->detail : "", fail->detail ? ")" : "");
	db_finish(sealing.db);
	db_close(sealing.db);
	return fail ? 1 : 0;
}
