/* seal.h: checkpoints 封印: a signature under the heads of all chains that grew since the one before. */
#ifndef CHOSHO_HISTORY_SEAL_H
#define CHOSHO_HISTORY_SEAL_H

#include "db/db.h"
#include "history/chain.h"
#include "kit/config.h"
#include "kit/sign.h"

#define SEAL_HEADS 10000 /* chains under one checkpoint; the others come under the next */

/*
 * Writes the next checkpoint in the transaction that is open; it holds when that is committed. *out_heads is the number
 * of chains under it; 0: nothing grew, and nothing was written. What other transactions are just writing comes
 * under the next one.
 */
struct fail *history_seal(struct db *db, const struct sign_key *key, struct moment now, struct checkpoint *out,
                          int64_t *out_heads) CHOSHO_MUST_USE;

/* chosho seal [--every SECONDS]: as many checkpoints as are needed, once or for ever. The exit status. */
int seal_command(const struct config *config, enum language language, struct arena *arena,
                 const struct statement *const *statements, int count, char **arguments);

#endif
