-- Stores the password that somebody chose for themselves; what they were invited by is worth nothing from now on.
-- in: account bigint, password_hash text, actor text
with chosen as (
	update account set password_hash = $2 where id = $1 returning id
), used as (
	update invitation set used_at = now() where account_id = $1 and used_at is null
)
insert into event (action, account_id, actor, subject_id) select 'password', $1, $3, id from chosen
