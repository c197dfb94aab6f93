-- The link of a mail, while it may still be used, and whose it is.
-- in: id bigint
-- out: password_link
select invitation.id, account_id, salt, login, name, language, ends_at
  from invitation
  join account on account.id = account_id and may_sign_in(account)
 where invitation.id = $1 and kind = 'link' and used_at is null and ends_at > now()
