-- Ends an absence early: whoever was away decides again at once.
-- in: absence bigint, account bigint, actor text, for_name text, summary text
with ended as (
	update absence set ended_at = now() where id = $1 and ended_at is null and until_on >= current_date
	returning id, account_id, absence_hash(absence) as hash
)
insert into event (action, account_id, actor, subject_id, for_name, reason, to_stage, content_hash)
select 'end absence', $2, $3, account_id, nullif($4, ''), $5, id::text, hash from ended
