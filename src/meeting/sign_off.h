/* sign_off.h: the sign-off 決裁 of a meeting: what was signed, and by whom. For the pages of this room. */
#ifndef CHOSHO_MEETING_SIGN_OFF_H
#define CHOSHO_MEETING_SIGN_OFF_H

#include "meeting/manifest.h"
#include "meeting/meeting.h"

struct sign_off {
	int64_t id;
	const char *key_id;
	const char *public_key;
	const char *manifest;
	const char *signature;
	const char *signed_as;
	struct moment signed_at;
	const char *signed_by;
	const char *signed_for;
};
extern const struct shape sign_off_shape;

/*
 * Signs off: decides every sheet of the agenda as it was chosen, and keeps the signed manifest, all or nothing. Whether it
 * may be done was asked before, with the meeting and its sheets held.
 */
struct fail *sign_off_do(struct request *q, const struct meeting_file *file, const struct sign_key *key,
                         const char *statement) CHOSHO_MUST_USE;

#endif
