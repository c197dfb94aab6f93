/* account.h: people and their sessions: who sends a request, and the command that adds an account. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_H
#define CHOSHO_ACCOUNT_ACCOUNT_H

#include "web/web.h"

/* What the door asks this room. */
extern const struct web_hooks account_hooks;

#define PASSWORD_MIN 12
#define PASSWORD_MAX 200

/* Is it among the passwords that are guessed first, or made of the login? */
bool account_password_is_common(struct arena *arena, const char *password, const char *login);

/* What is wrong with a new password; SAY_NOTHING: it will do. */
enum say account_password_judge(struct arena *arena, const char *password, const char *login);

/* Seconds that a try to sign in has to wait still, after so many failures, the last one so long ago. */
int64_t account_wait(int64_t failures, int64_t seconds_since);

/* A login as it is stored and compared: folded, in small letters. */
const char *account_login(struct arena *arena, const char *typed);
/* 1 to 64 of a-z, 0-9 and . _ - @ */
bool account_login_is_good(const char *login);
#define ACCOUNT_LOGIN_MAX 64
#define ACCOUNT_NAME_MAX 100
#define ACCOUNT_EMAIL_MAX 254

/*
 * Is this the password of whoever is signed in? When not, that is noted as the mistake of `input`, and counted: the next
 * tries wait as at signing in. What was counted must be kept: draw the page oneself, not by form_again.
 */
struct fail *account_confirm(struct request *q, const char *input, const char *password,
                             bool *out_fits) CHOSHO_MUST_USE;

/* chosho account add …; argv begins behind "account". Opens the database itself. Returns the exit status. */
int account_command(const struct config *config, enum language language, struct arena *arena,
                    const struct statement *const *statements, int argc, char **argv);

#endif
