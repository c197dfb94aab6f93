-- Enters an absence; it holds at once.
-- in: account bigint, deputy bigint, from_on date, until_on date, note text, entered_by bigint, actor text, for_name text, summary text
with kept as (
	insert into absence (account_id, deputy_id, from_on, until_on, note, entered_by)
	values ($1, nullif($2, 0), $3, $4, nullif($5, ''), $6)
	returning id, absence_hash(absence) as hash
)
insert into event (action, account_id, actor, subject_id, for_name, reason, to_stage, content_hash)
select 'absence', $6, $7, $1, nullif($8, ''), $9, id::text, hash from kept
