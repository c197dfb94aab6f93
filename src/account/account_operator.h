/* account_operator.h: what an operator does about people without a browser. For commands.c. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_OPERATOR_H
#define CHOSHO_ACCOUNT_ACCOUNT_OPERATOR_H

#include "db/db.h"
#include "kit/config.h"

/* chosho account list: a line for each account, tabs between login, name, department, state and roles. */
int account_list_command(const struct config *config, enum language language, struct arena *arena,
                         const struct statement *const *statements);
/* chosho account stop --login L --reason TEXT; arguments behind "stop". */
int account_stop_command(const struct config *config, enum language language, struct arena *arena,
                         const struct statement *const *statements, int count, char **arguments);

#endif
