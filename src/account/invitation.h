/*
 * invitation.h: one-time passwords on paper and links in mails. What is typed or clicked is a tag that the installation's secret
 * makes of the row in `invitation`: who reads the database alone cannot sign in with it, and it can be printed again.
 */
#ifndef CHOSHO_ACCOUNT_INVITATION_H
#define CHOSHO_ACCOUNT_INVITATION_H

#include "kit/arena.h"
#include "kit/shape.h"

/* A row of `invitation`. */
struct invitation {
	int64_t id;
	int64_t account_id;
	const char *salt;
};
extern const struct shape invitation_shape;

/* On a slip: 16 letters that cannot be mistaken for one another (79 bits), in groups: k7mf-2xqp-9rtd-hw4c. */
const char *invitation_password(struct arena *arena, const char *secret, const struct invitation *invitation);
/* However it was typed: capitals, full-width letters, without hyphens. */
bool invitation_password_fits(struct arena *arena, const char *secret, const struct invitation *invitation,
                              const char *typed);

/* In a link: 12-<43 letters>; it fits the {word} of an address. */
const char *invitation_key(struct arena *arena, const char *secret, const struct invitation *invitation);
/* The id that a key names; 0: it is none. Whether it fits, the row says. */
int64_t invitation_of_key(const char *key);
bool invitation_key_fits(struct arena *arena, const char *secret, const struct invitation *invitation, const char *key);

#endif
