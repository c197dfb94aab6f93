/* roster_command.h: a list of people at the command line. For commands.c. */
#ifndef CHOSHO_ASSIGNMENT_ROSTER_COMMAND_H
#define CHOSHO_ASSIGNMENT_ROSTER_COMMAND_H

#include "db/db.h"
#include "kit/config.h"

/* chosho account import [--dry-run] FILE; arguments behind "import". The exit status. */
int roster_command(const struct config *config, enum language language, struct arena *arena,
                   const struct statement *const *statements, int count, char **arguments);

#endif
