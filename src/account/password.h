/* password.h: a new password, typed twice: judged, and kept. For the pages of this room. */
#ifndef CHOSHO_ACCOUNT_PASSWORD_H
#define CHOSHO_ACCOUNT_PASSWORD_H

#include "account/account.h"
#include "web/form.h"

/* As a form brings it: its rows are NEW_PASSWORD_INPUTS. */
struct new_password {
	const char *password;
	const char *again;
};
#define NEW_PASSWORD_INPUTS(type, member)                                                    \
	{                                                                                    \
		"new",                                                                       \
		INPUT_SECRET,                                                                \
		offsetof(type, member.password),                                             \
		2 * PASSWORD_MAX,                                                            \
		true,                                                                        \
		SAY_account_new_password_missing,                                            \
		NULL},                                                                       \
	{                                                                                    \
		"again", INPUT_SECRET, offsetof(type, member.again), 2 * PASSWORD_MAX, true, \
			SAY_account_again_missing, NULL                                      \
	}

/* False: what is wrong was noted beside the fields. */
bool password_judge(struct request *q, const struct new_password *typed, const char *login);
/* Keeps it, with its event; all sessions of the account end, and its invitations are used up. */
struct fail *password_choose(struct request *q, int64_t account_id, const char *actor,
                             const struct new_password *typed) CHOSHO_MUST_USE;

#endif
