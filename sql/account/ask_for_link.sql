-- Somebody says that they have forgotten the password of a login. That is counted, whether or not there is such an account, so that both
-- take alike; and where there is one with a mail address, that was not written to three times in this hour, a link of an hour is
-- made and mailed.
-- in: login text, counted_as text, subject_ja text, body_ja text, subject_en text, body_en text
with counted as (
	insert into sign_in_failure as failure (login_hash, count) values ($2, 1)
	on conflict (login_hash) do update
	   set count = case when failure.latest_at < now() - interval '1 hour' then 1 else failure.count + 1 end,
	       latest_at = case when failure.count < 3 or failure.latest_at < now() - interval '1 hour' then now()
	                        else failure.latest_at end
	returning count
), person as (
	select account.id, email, language, password_hash is not null as had_password from account, counted
	 where login = $1 and may_sign_in(account) and email is not null and counted.count <= 3
), replaced as (
	update invitation set used_at = now() from person
	 where invitation.account_id = person.id and kind = 'link' and made_by is null and used_at is null
), made as (
	insert into invitation (account_id, kind, salt, ends_at, had_password)
	select id, 'link', gen_random_uuid()::text, now() + interval '1 hour', had_password from person
	returning id, account_id
)
insert into mail (account_id, address, subject, body, invitation_id, ends_at)
select person.id, person.email, case person.language when 'en' then $5 else $3 end,
       case person.language when 'en' then $6 else $4 end, made.id, now() + interval '1 hour'
  from made join person on person.id = made.account_id
