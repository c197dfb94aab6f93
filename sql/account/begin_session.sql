-- Begins a session, at its first step that is left. It keeps the invitation by which an earlier one, that it goes on from, began.
-- Whoever has no step left has arrived, and that is noted, unless they were there before.
-- in: key_hash text, account bigint, invitation bigint, earlier text, factor_given boolean, shows_codes boolean, browser text, arrives boolean
with earlier as (
	select invitation_id, was_in from session where key_hash = $4
), next as (
	select case when not $5 and exists (select from second_factor where account_id = $2) then 'second_factor'
	            when coalesce(nullif($3, 0), (select invitation_id from earlier)) is not null then 'password'
	            when $6 then 'codes'
	            when not exists (select from second_factor where account_id = $2)
	             and exists (select from held join role_setting using (role)
	                          where held.account_id = $2 and role_setting.needs_second_factor) then 'enrol'
	            else 'in' end as step
), begun as (
	insert into session (key_hash, account_id, step, expires_at, invitation_id, browser, was_in)
	select $1, $2, step, now() + case step when 'in' then interval '12 hours' else interval '30 minutes' end,
	       case step when 'in' then null else coalesce(nullif($3, 0), (select invitation_id from earlier)) end, nullif($7, ''),
	       not $8 or coalesce((select was_in from earlier), false)
	  from next
)
insert into sign_in (account_id, at)
select $2, now() from next
 where step = 'in' and $8 and not coalesce((select was_in from earlier), false)
on conflict (account_id) do update
   set before_at = sign_in.at, tries_before = sign_in.tries, at = now(), tries = 0
