/* mail.c: puts down what people are told. */
#include "mail/mail.h"

#include "sql_mail.h"

void mail_put_later(struct db *db, const struct mail *mail)
{
	db_later_change(db, &SQL_mail_put, NULL,
	                ARGS(V(mail->account_id), V(mail->address), V(mail->subject), V(mail->body),
	                     V(mail->invitation_id), V(mail->hours)));
}

void mail_tell_later(struct db *db, int64_t account_id, const char *text, const char *address)
{
	db_later_change(db, &SQL_mail_tell, NULL, ARGS(V(account_id), V(text), V(address)));
}

void mail_tell_secretariat_later(struct db *db, const char *japanese, const char *english, const char *address)
{
	db_later_change(db, &SQL_mail_tell_secretariat, NULL, ARGS(V(japanese), V(english), V(address)));
}
