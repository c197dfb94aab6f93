-- Begins to use a second factor, or another app for it.
-- in: account bigint, sealed text, step bigint, actor text
with enrolled as (
	insert into second_factor (account_id, sealed, last_step, recovery_salt)
	values ($1, $2, $3, gen_random_uuid()::text)
	on conflict (account_id) do update
	   set sealed = excluded.sealed, last_step = excluded.last_step, since = now(),
	       recovery_salt = excluded.recovery_salt, recovery_used = 0, recovery_at = now()
	returning account_id
)
insert into event (action, account_id, actor, subject_id) select 'second factor', $1, $4, account_id from enrolled
