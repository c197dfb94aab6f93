/*
 * first.h: the first administrator of an empty installation. In the browser with a code that `chosho setup` prints, or wholly
 * at the command line; as soon as there is an administrator, never again.
 */
#ifndef CHOSHO_SETUP_FIRST_H
#define CHOSHO_SETUP_FIRST_H

#include "web/route.h"

struct first {
	const char *organization;
	const char *login; /* as account_login made it */
	const char *name;
	const char *password;
	enum language language;
};

struct setup_state {
	bool is_set_up;
	const char *code_hash; /* NULL: there is no code, or it has ended */
	int64_t failures;
	int64_t seconds_since;
	const char *organization; /* NULL: there is none yet */
};
extern const struct shape setup_state_shape;

/* Queues the lock that lets one set-up through at a time. Within a transaction. */
void first_lock_later(struct db *db);
/* In plain letters and hashed: how a code is kept, however it was typed. */
const char *first_code_hash(struct arena *arena, const char *code);
/* Behind the lock. *out_made false: there is an administrator already, or a municipality of another name. */
struct fail *first_begin(struct db *db, const struct first *first, int64_t password_mib,
                         bool *out_made) CHOSHO_MUST_USE;

extern const struct form setup_form;
struct fail *setup_page(struct request *q) CHOSHO_MUST_USE;
struct fail *setup_do(struct request *q) CHOSHO_MUST_USE;
/* The sign-in page, or in an installation without accounts the way to the set-up. */
struct fail *setup_or_sign_in(struct request *q) CHOSHO_MUST_USE;

/* chosho setup […]: prints a code, or sets up at once. Opens the database itself. Returns the exit status. */
int setup_command(const struct config *config, enum language language, struct arena *arena,
                  const struct statement *const *statements, int count, char **arguments);

#endif
