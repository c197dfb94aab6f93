/* plan_command.h: chosho plan import and chosho plan export. */
#ifndef CHOSHO_PLAN_PLAN_COMMAND_H
#define CHOSHO_PLAN_PLAN_COMMAND_H

#include "db/db.h"
#include "kit/config.h"

/*
 * argv begins behind "plan": import [--dry-run] FILE, or export CODE. Opens the database itself. Returns the exit
 * status: 0 done, 1 refused or failed (and nothing changed), 2 wrong use.
 */
int plan_command(const struct config *config, enum language language, struct arena *arena,
                 const struct statement *const *statements, int argc, char **argv);

#endif
