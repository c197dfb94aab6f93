/* meeting_command.h: the key that sign-offs are signed with, and checking an exported one, at the command line. */
#ifndef CHOSHO_MEETING_MEETING_COMMAND_H
#define CHOSHO_MEETING_MEETING_COMMAND_H

#include "kit/config.h"

struct arena;

/* chosho key new FILE: a new private key, for nobody's eyes but the owner's; never over a file that is there. */
int key_new_command(enum language language, struct arena *arena, const char *path);
/* chosho key show: the public half of the key that this installation signs with. */
int key_show_command(const struct config *config, enum language language, struct arena *arena);
/* chosho verify FILE [--key KEY|FILE]: without configuration or database. 0: it is valid. */
int verify_file_command(enum language language, struct arena *arena, int count, char **arguments);

#endif
