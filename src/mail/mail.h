/*
 * mail.h: what people are told: put down for the screen (notice 通知) and for mail, in the transaction of the deed that it is
 * about. `chosho work` sends the mails; the home page shows the notices.
 */
#ifndef CHOSHO_MAIL_MAIL_H
#define CHOSHO_MAIL_MAIL_H

#include "db/db.h"
#include "kit/shape.h"

/* {link} in the body stands for the address that the invitation makes, so that the database never holds it. */
struct mail {
	int64_t account_id;
	const char *address;
	const char *subject; /* in the reader's language, as is the body */
	const char *body;
	int64_t invitation_id; /* 0: none */
	int64_t hours;         /* after so many nobody wants it any more */
};

void mail_put_later(struct db *db, const struct mail *mail);

/* A notice for one person, in their language; address: of the page where more stands, or "". */
void mail_tell_later(struct db *db, int64_t account_id, const char *text, const char *address);
/* The same for everybody who is secretariat today, each in their language. */
void mail_tell_secretariat_later(struct db *db, const char *japanese, const char *english, const char *address);

#endif
