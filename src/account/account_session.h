/* account_session.h: beginning and ending a session. For the pages of this room. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_SESSION_H
#define CHOSHO_ACCOUNT_ACCOUNT_SESSION_H

#include "web/request.h"

/* A new key for whoever just proved who they are; an older session of this browser ends. q->viewer is the account then. */
struct fail *session_begin(struct request *q, int64_t account_id) CHOSHO_MUST_USE;
struct fail *session_end(struct request *q) CHOSHO_MUST_USE;

#endif
