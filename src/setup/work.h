/* work.h: chosho work: what has to be done though nobody asks for a page. For commands.c. */
#ifndef CHOSHO_SETUP_WORK_H
#define CHOSHO_SETUP_WORK_H

#include "db/db.h"
#include "kit/config.h"

/* [--once]. Opens the database itself. Returns the exit status. */
int work_command(const struct config *config, enum language language, struct arena *arena,
                 const struct statement *const *statements, int count, char **arguments);

#endif
