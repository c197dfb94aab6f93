/* department_command.h: chosho department list, rename, merge and effect. */
#ifndef CHOSHO_DEPARTMENT_DEPARTMENT_COMMAND_H
#define CHOSHO_DEPARTMENT_DEPARTMENT_COMMAND_H

#include "db/db.h"
#include "kit/arena.h"
#include "kit/config.h"
#include "kit/words.h"

/* argv begins behind "department". Returns the exit status. */
int department_command(const struct config *config, enum language language, struct arena *arena,
                       const struct statement *const *statements, int argc, char **argv);

#endif
