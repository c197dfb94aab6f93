/* seal.c: writes checkpoints. Signing is the program's, for the database never sees the private key. */
#include "history/seal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kit/text.h"
#include "sql_history.h"

#define TURN_CEILING ((size_t)128 << 20)
#define SECONDS_MAX 86400

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
	struct arena *arena; /* of one turn */
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

/* Until nothing is left to be sealed. */
static struct fail *seal_all(const struct sealing *sealing, bool *made)
{
	struct checkpoint checkpoint;
	int64_t heads;

	for (*made = false;; *made = true) {
		TRY(seal_once(sealing, &checkpoint, &heads));
		if (heads == 0)
			return NULL;
		printf("%s\n",
		       WORDS(sealing->arena, sealing->language, SAY_history_sealed,
		             text_format(sealing->arena, "%" PRId64, checkpoint.number),
		             text_format(sealing->arena, "%" PRId64, heads), checkpoint.hash, sealing->key->id));
		fflush(stdout);
	}
}

static int refuse(const struct sealing *sealing, const struct fail *fail)
{
	const char *sentence = words_say(sealing->language, fail->say);

	if (fail->say == SAY_database_away)
		sentence = WORDS(sealing->arena, sealing->language, SAY_command_unreachable, fail->detail, "database");
	else if (fail->detail)
		sentence = text_join(sealing->arena, sentence, " (", fail->detail, ")");
	fprintf(stderr, "chosho: %s\n", sentence);
	return 1;
}

static int take_turn(const struct sealing *sealing, bool alone)
{
	struct fail *fail = db_ready(sealing->db);
	bool made;

	if (!fail)
		fail = seal_all(sealing, &made);
	db_finish(sealing->db);
	if (fail)
		return refuse(sealing, fail);
	if (alone && !made)
		printf("%s\n", words_say(sealing->language, SAY_history_nothing_to_seal));
	return 0;
}

/* A turn that fails is told, and the next one is taken all the same: the database may be back by then. */
static void go_on(const struct sealing *sealing, int64_t seconds)
{
	for (;;) {
		sleep((unsigned)seconds);
		arena_reset(sealing->arena);
		(void)take_turn(sealing, false);
	}
}

static int start(struct sealing *sealing, const struct config *config, struct arena *arena,
                 const struct statement *const *statements, int64_t seconds)
{
	struct fail *fail = db_open(&sealing->db, arena, config->database, statements);
	int status;

	sealing->arena = arena_make(TURN_CEILING);
	db_use(sealing->db, sealing->arena);
	status = fail ? refuse(sealing, fail) : take_turn(sealing, seconds == 0);
	if (seconds && !status)
		go_on(sealing, seconds);
	db_close(sealing->db);
	arena_end(sealing->arena);
	return status;
}

int seal_command(const struct config *config, enum language language, struct arena *arena,
                 const struct statement *const *statements, int count, char **arguments)
{
	struct sealing sealing = {.language = language};
	struct sign_key key;
	int64_t seconds = 0;

	if (count && (count != 2 || strcmp(arguments[0], "--every") != 0 || !text_number(arguments[1], &seconds) ||
	              seconds < 1 || seconds > SECONDS_MAX)) {
		fprintf(stderr, "chosho: %s\n", words_say(language, SAY_history_seal_usage));
		return 2;
	}
	if (!config->signing_key || !sign_key_read(arena, config->signing_key, &key)) {
		fprintf(stderr, "chosho: %s\n", words_say(language, SAY_key_none));
		return 1;
	}
	sealing.key = &key;
	return start(&sealing, config, arena, statements, seconds);
}
