/*
 * config.h: the settings of this installation.
 *
 * Read from the KEY=VALUE file that CHOSHO_CONFIG names (default /etc/chosho/chosho.conf, which may be missing), then
 * from the environment: CHOSHO_<KEY> goes before the file; for secrets <KEY>_FILE names a file whose first line is the
 * value. An unknown key is an error that suggests the nearest known one.
 */
#ifndef CHOSHO_KIT_CONFIG_H
#define CHOSHO_KIT_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "fail.h"

struct arena;

struct config {
	const char *url;            /* http://127.0.0.1:8080: what people type; Origin is held against it */
	const char *system_name;    /* in every title; default 調書システム */
	const char *database;       /* libpq conninfo of the web role */
	const char *database_owner; /* libpq conninfo of the owner: for the operator's commands */
	const char *secret;         /* at least 32 characters: the key of the form tokens; only for serve */
	const char *signing_key;    /* the private line that `chosho key new` wrote; NULL: nobody can sign off */
	const char *socket_folder;
	int64_t workers_interactive;
	int64_t workers_heavy;
	int64_t interactive_seconds; /* the watchdog's patience */
	int64_t heavy_seconds;
	int64_t password_mib;
	const char *mail_server;   /* name or name:port of the mail server; NULL: no mail is sent */
	const char *mail_from;     /* the address that mails come from */
	const char *mail_user;     /* NULL: the server asks for none */
	const char *mail_password; /* of mail_user */
	const char *mail_ca_file;  /* certificates that the server's is held against; NULL: the system's */
	int64_t mail_tls;          /* enum mail_tls */
	int64_t sign_in;           /* enum sign_in */
	const char *files;         /* that were read, one a line: who may read them may read secrets */
};

/* How people sign in: with a password, as whom a trusted proxy in front of nginx says that they are, or either. */
enum sign_in { SIGN_IN_PASSWORD, SIGN_IN_PROXY, SIGN_IN_BOTH, SIGN_IN_WAYS };
enum mail_tls { MAIL_STARTTLS, MAIL_TLS, MAIL_PLAIN, MAIL_TLS_KINDS };

/* All that is wrong is told at once: *out_problem is a text of one sentence per line, ready for standard error. */
bool config_read(struct arena *arena, enum language language, struct config *config, const char **out_problem);

#endif
