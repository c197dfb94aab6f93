/* account_session.h: beginning and ending a session, and the browsers that a person has used. For the pages of this room. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_SESSION_H
#define CHOSHO_ACCOUNT_ACCOUNT_SESSION_H

#include "web/request.h"

/* A new key for whoever just proved who they are; an older session of this browser ends. q->viewer is the account then. */
struct fail *session_begin(struct request *q, int64_t account_id) CHOSHO_MUST_USE;
struct fail *session_end(struct request *q) CHOSHO_MUST_USE;

/* Under which name failed tries to sign in are counted: that of the login, or of the browser that it was used in before. */
const char *known_counted_as(struct request *q, const char *login_hash);
/* Gives the browser the cookie by which it is known when this login comes again. */
void known_from_now_on(struct request *q, const char *login_hash);

#endif
