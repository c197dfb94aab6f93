/* account_session.h: beginning and ending a session, and the browsers that a person has used. For the pages of this room. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_SESSION_H
#define CHOSHO_ACCOUNT_ACCOUNT_SESSION_H

#include "web/request.h"

/* What a session does first; it is halfway until all is done. Each but the first and the last has its page. */
enum session_step { STEP_IN, STEP_SECOND_FACTOR, STEP_PASSWORD, STEP_ENROL, STEP_CODES, STEPS };

/* How a session comes about. */
struct session_wish {
	int64_t invitation_id; /* by a one-time password: 0 if not */
	bool goes_on;          /* from the session that is there, which has done its step or changed a key */
	bool factor_given;     /* the second factor was checked */
	bool shows_codes;      /* recovery codes were made and are to be shown */
};

/*
 * A new key for whoever just proved who they are; an older session of this browser ends. q->viewer is the account then, or
 * halfway to it.
 */
struct fail *session_begin(struct request *q, int64_t account_id, const struct session_wish *wish) CHOSHO_MUST_USE;
struct fail *session_end(struct request *q) CHOSHO_MUST_USE;
/* Whose session it is, also halfway. */
int64_t session_account(const struct request *q);

/* Under which name failed tries to sign in are counted: that of the login, or of the browser that it was used in before. */
const char *known_counted_as(struct request *q, const char *login_hash);
/* Gives the browser the cookie by which it is known when this login comes again. */
void known_from_now_on(struct request *q, const char *login_hash);

#endif
