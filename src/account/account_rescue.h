/* account_rescue.h: what an operator does for somebody who cannot sign in. For commands.c. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_RESCUE_H
#define CHOSHO_ACCOUNT_ACCOUNT_RESCUE_H

#include "db/db.h"
#include "kit/config.h"

enum rescue { RESCUE_PASSWORD, RESCUE_SECOND_FACTOR };

/* argv: --login LOGIN. Opens the database itself, as the owner. Returns the exit status. */
int account_rescue_command(const struct config *config, enum language language, struct arena *arena,
                           const struct statement *const *statements, enum rescue what, int argc, char **argv);

#endif
