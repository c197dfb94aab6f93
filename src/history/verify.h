/* verify.h: chosho verify: is the whole history of an installation what it was when it was written? */
#ifndef CHOSHO_HISTORY_VERIFY_H
#define CHOSHO_HISTORY_VERIFY_H

#include "db/db.h"
#include "kit/config.h"

/*
 * Reads the database in one snapshot, page by page: memory does not grow with the history. Each thing that does not fit
 * is one sentence on standard output, the result is the last. The exit status: 0 all fits, 1 something does not, or the
 * database could not be read.
 */
int verify_command(const struct config *config, enum language language, struct arena *arena,
                   const struct statement *const *statements);

#endif
