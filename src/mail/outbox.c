/* outbox.c: takes each mail that is due, sends it, and notes what became of it. */
#include "mail/outbox.h"

#include <inttypes.h>
#include <string.h>

#include "kit/log.h"
#include "kit/text.h"
#include "mail/message.h"
#include "mail/smtp.h"
#include "sql_mail.h"

#define LINK "{link}"

static const struct field outgoing_fields[] = {
	FIELD(struct outgoing, id),
	FIELD(struct outgoing, at),
	FIELD(struct outgoing, address),
	FIELD(struct outgoing, subject),
	FIELD(struct outgoing, body),
	FIELD(struct outgoing, is_late),
	FIELD(struct outgoing, invitation_id),
	FIELD(struct outgoing, invitation_account_id),
	FIELD(struct outgoing, invitation_salt),
	FIELD(struct outgoing, is_void),
};
const struct shape outgoing_shape = SHAPE(struct outgoing, outgoing_fields);

/* https://chosho.example.jp:8443 → chosho.example.jp */
static const char *host_of(struct arena *arena, const char *url)
{
	const char *host = strstr(url, "://") ? strstr(url, "://") + 3 : url;

	return *host == '[' ? "localhost" : arena_copy(arena, host, strcspn(host, ":/"));
}

/* The body with its link. NULL: it wants one that there is no more. */
static const char *body_of(struct arena *arena, const struct outbox *outbox, const struct outgoing *mail)
{
	const char *link, *at = strstr(mail->body, LINK);
	struct text body = {.arena = arena};

	if (!at)
		return mail->body;
	if (!mail->invitation_id || !mail->invitation_salt)
		return NULL;
	link = text_join(arena, outbox->config->url, outbox->link(arena, outbox->config, mail));
	for (const char *from = mail->body;; from = at + strlen(LINK), at = strstr(from, LINK)) {
		text_add(&body, from, at ? (size_t)(at - from) : strlen(from));
		if (!at)
			return body.bytes;
		text_say(&body, link);
	}
}

static struct fail *give_up(const struct outbox *outbox, const struct outgoing *mail, const char *why)
{
	return db_change(outbox->db, &SQL_mail_failed, NULL, ARGS(V(mail->id), V(why), V(true)));
}

static struct fail *note(const struct outbox *outbox, const struct outgoing *mail, enum sending sending,
                         const char *reason)
{
	const char *number = text_format(db_arena(outbox->db), "%" PRId64, mail->id);

	if (sending == SENDING_DONE) {
		log_line("mail_sent", "mail", number, NULL);
		return db_change(outbox->db, &SQL_mail_sent, NULL, ARGS(V(mail->id)));
	}
	log_line("mail_not_sent", "mail", number, "reason", reason, NULL);
	return db_change(outbox->db, &SQL_mail_failed, NULL,
	                 ARGS(V(mail->id), V(reason), V(sending == SENDING_REFUSED)));
}

/* One mail that was taken. */
static struct fail *send_one(const struct outbox *outbox, const struct outgoing *mail, enum sending *out_sending,
                             const char **out_reason)
{
	struct arena *arena = db_arena(outbox->db);
	const char *host = host_of(arena, outbox->config->url);
	const char *body = body_of(arena, outbox, mail);
	struct message message = {
		mail->id,      mail->at,      host, outbox->config->mail_from, outbox->config->system_name,
		mail->address, mail->subject, body};

	*out_sending = SENDING_REFUSED;
	if (mail->is_late)
		return give_up(outbox, mail, "too late: nobody wants it any more");
	if (mail->is_void || !body)
		return give_up(outbox, mail, "its link was used, replaced or has ended");
	if (!text_is_mail_address(mail->address))
		return give_up(outbox, mail, "this is no mail address");
	*out_sending = smtp_send(arena, outbox->config, host, mail->address, message_text(arena, &message), out_reason);
	return note(outbox, mail, *out_sending, *out_reason);
}

struct fail *outbox_send(const struct outbox *outbox, int64_t *out_sent, const char **out_problem)
{
	*out_sent = 0;
	*out_problem = NULL;
	while (!outbox->stops()) {
		struct outgoing mail;
		enum sending sending;
		const char *reason = NULL;
		bool found;

		TRY(db_maybe(outbox->db, &SQL_mail_claim, &mail, &found, NO_ARGS));
		if (!found)
			return NULL;
		TRY(send_one(outbox, &mail, &sending, &reason));
		*out_sent += sending == SENDING_DONE;
		if (sending == SENDING_AWAY) {
			*out_problem = reason;
			return NULL;
		}
	}
	return NULL;
}

void outbox_purge_later(struct db *db)
{
	db_later_change(db, &SQL_mail_purge, NULL, NO_ARGS);
}
