/* log.h: one line per event on standard error, as JSON, so that journald, docker and people can read it. */
#ifndef CHOSHO_KIT_LOG_H
#define CHOSHO_KIT_LOG_H

#include <stdint.h>

/* log_line("request", "number", "K7Q2-93XM", "status", "200", NULL): name/value pairs of text, ended by NULL. */
void log_line(const char *event, ...) __attribute__((sentinel));

#endif
