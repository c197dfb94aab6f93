/* smtp.h: hands one mail to the mail server of the settings. */
#ifndef CHOSHO_MAIL_SMTP_H
#define CHOSHO_MAIL_SMTP_H

#include "kit/arena.h"
#include "kit/config.h"

enum sending {
	SENDING_DONE,    /* the server took it */
	SENDING_REFUSED, /* it will never take this one: there is no such mailbox */
	SENDING_LATER,   /* not this one, not now */
	SENDING_AWAY,    /* no mail can be sent at present: the server does not answer, or not to us */
	SENDINGS
};

/*
 * Within 90 seconds, whatever the server does. *out_reason says in the server's or the library's words why not; it never
 * holds a password. The sending is done by a child, which alone has the library in memory and cannot be held up for ever.
 */
enum sending smtp_send(struct arena *arena, const struct config *config, const char *host, const char *to,
                       const char *text, const char **out_reason);

#endif
