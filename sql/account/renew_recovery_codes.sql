-- Makes other recovery codes; those of before are worth nothing.
-- in: account bigint, actor text
with renewed as (
	update second_factor set recovery_salt = gen_random_uuid()::text, recovery_used = 0, recovery_at = now()
	 where account_id = $1
	returning account_id
)
insert into event (action, account_id, actor, subject_id) select 'new recovery codes', $1, $2, account_id from renewed
