/* doctor.h: chosho doctor: what is wrong with this installation, and what to do. For commands.c. */
#ifndef CHOSHO_SETUP_DOCTOR_H
#define CHOSHO_SETUP_DOCTOR_H

#include "db/db.h"
#include "kit/config.h"

/* problem: what is wrong with the settings, a sentence a line; NULL: nothing. Returns the exit status: 0 nothing is bad. */
int doctor_command(const struct config *config, const char *problem, enum language language, struct arena *arena,
                   const struct statement *const *statements);

/* chosho backup noted: says that a backup was made just now. */
int backup_command(const struct config *config, enum language language, struct arena *arena,
                   const struct statement *const *statements);

#endif
