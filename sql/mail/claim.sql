-- Takes the mail that has been due for longest. Until next_at nobody else takes it: whoever dies meanwhile leaves it to be
-- sent again then. Waits double from two minutes to four hours.
-- out: outgoing
with due as (
	select id from mail
	 where sent_at is null and given_up_at is null and next_at <= now()
	 order by next_at, id limit 1
	   for update skip locked
)
update mail
   set tries = tries + 1, next_at = now() + least(interval '2 minutes' * 2 ^ least(tries, 10), interval '4 hours')
  from due
 where mail.id = due.id
returning mail.id, mail.at, mail.address, mail.subject, mail.body,
          coalesce(mail.ends_at, mail.at + interval '3 days') < now() as is_late,
          coalesce(mail.invitation_id, 0) as invitation_id,
          (select invitation.account_id from invitation where invitation.id = mail.invitation_id) as invitation_account_id,
          (select invitation.salt from invitation where invitation.id = mail.invitation_id) as invitation_salt,
          mail.invitation_id is not null and not exists (
                select from invitation
                 where invitation.id = mail.invitation_id and invitation.used_at is null and invitation.ends_at > now()) as is_void
