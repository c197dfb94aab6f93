/* door_key.h: the one-time key of a form, as the door uses it. */
#ifndef CHOSHO_WEB_DOOR_KEY_H
#define CHOSHO_WEB_DOOR_KEY_H

#include "web/request.h"

/* Works out the form's key and the hash of what was sent. */
void door_key_read(struct request *q);
/* Queues the noting of the key, where the form has a good one; it travels with the viewer's statement. */
void door_key_note_later(struct request *q);
/* A key that was used before: the first answer again (*answered), or a refusal when the text is another. */
struct fail *door_key_judge(struct request *q, bool *answered) CHOSHO_MUST_USE;
/* Queues what the key leads to; it travels with the commit. */
void door_key_keep_later(struct request *q);

#endif
