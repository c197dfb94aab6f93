/* outbox.h: sends the mails that were put down, and forgets those that have long been sent. For `chosho work`. */
#ifndef CHOSHO_MAIL_OUTBOX_H
#define CHOSHO_MAIL_OUTBOX_H

#include "db/db.h"
#include "kit/config.h"

/* A row of `mail`, taken to be sent. */
struct outgoing {
	int64_t id;
	struct moment at;
	const char *address;
	const char *subject;
	const char *body;
	bool is_late; /* nobody wants it any more */
	int64_t invitation_id;
	int64_t invitation_account_id;
	const char *invitation_salt;
	bool is_void; /* its invitation was used, replaced or has ended */
};
extern const struct shape outgoing_shape;

struct outbox {
	struct db *db;
	const struct config *config;
	/* What {link} stands for in a mail with an invitation: an address of this site, from / on. */
	const char *(*link)(struct arena *arena, const struct config *config, const struct outgoing *mail);
	bool (*stops)(void); /* asked before each mail */
};

/*
 * Sends what is due, one after the other, each claimed before it is sent: whoever dies in between leaves at most one mail
 * that is sent twice, with the same Message-ID. Ends when nothing is due, or when the mail server is away: *out_problem is
 * then its reason, else NULL. Must not be called within a transaction.
 */
struct fail *outbox_send(const struct outbox *outbox, int64_t *out_sent, const char **out_problem) CHOSHO_MUST_USE;

/* Queued: mails, notices and invitations that have done their service long ago. */
void outbox_purge_later(struct db *db);

#endif
