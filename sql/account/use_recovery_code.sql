-- Uses up a recovery code.
-- in: account bigint, number bigint, actor text
with used as (
	update second_factor set recovery_used = recovery_used | (1::bigint << $2::integer)
	 where account_id = $1 and recovery_used & (1::bigint << $2::integer) = 0
	returning account_id
)
insert into event (action, account_id, actor, subject_id) select 'recovery code', $1, $3, account_id from used
