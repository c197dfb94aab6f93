/* terminal.h: what a command says to the person at the keyboard, and the file or standard input that it reads. */
#ifndef CHOSHO_KIT_TERMINAL_H
#define CHOSHO_KIT_TERMINAL_H

#include "kit/fail.h"
#include "kit/text.h"
#include "kit/words.h"

/* To standard error. Returns the status, so that a command can end with it. */
int terminal_say(const char *sentence, int status);

/* Why the database did not do it, and the way out; setting: where it is to be reached (database, database_owner). Returns 1. */
int terminal_fail(struct arena *arena, enum language language, const struct fail *fail, const char *setting);

/* All of a file, or of standard input (-), but hardly more than `most` bytes: who is given more judges that. False with errno. */
bool terminal_read(const char *path, size_t most, struct text *bytes);

#endif
