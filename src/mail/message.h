/* message.h: a mail as it goes over the wire: header lines of RFC 5322 and 2047, the text in base64. Pure. */
#ifndef CHOSHO_MAIL_MESSAGE_H
#define CHOSHO_MAIL_MESSAGE_H

#include "kit/arena.h"
#include "kit/day.h"

struct message {
	int64_t id;
	struct moment at; /* when it was put down: the same mail is the same bytes whenever it is sent */
	const char *host; /* whose Message-ID it is */
	const char *from;
	const char *from_name;
	const char *to;
	const char *subject;
	const char *body;
};

/* Lines end in CRLF. Addresses must have passed text_is_mail_address. */
const char *message_text(struct arena *arena, const struct message *message);

/* An unstructured header value: as it is where it is plain, else in encoded words of at most 75 letters, folded. */
const char *message_words(struct arena *arena, const char *text);

#endif
