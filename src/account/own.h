/* own.h: what somebody sees of their own account. Other rooms show a line of it. */
#ifndef CHOSHO_ACCOUNT_OWN_H
#define CHOSHO_ACCOUNT_OWN_H

#include "web/request.h"

/* Shown after signing in: whoever was not here then, notices. */
struct last_sign_in {
	struct moment before_at;
	int64_t tries; /* that failed since */
	int64_t recovery_used;
	bool has_factor;
	int64_t recovery_left;
	bool recovery_few;
};
extern const struct shape last_sign_in_shape;

/* Queued; db_collect fills *last, which stays zero where there is nothing to tell. account_last_told then finishes it. */
void account_last_later(struct request *q, struct last_sign_in *last, bool *found);
void account_last_told(struct last_sign_in *last, bool found);

#endif
