-- Hands a part in: the lead has it now. The event keeps the fingerprint of what it says, or why it says nothing.
-- in: part bigint, version bigint, account bigint, actor text
with moved as (
	update part
	   set state = 'in', reason = null, handed_in_by = $3, handed_in_at = now(), version = version + 1
	 where number = $1 and version = $2 and state = 'open'
	returning sheet_id, named_department_id, nothing, coalesce(to_jsonb(nothing), content) as said
)
insert into event (action, account_id, actor, sheet_id, part_department_id, reason, content_hash)
select 'hand in', $3, $4, sheet_id, named_department_id, nothing, fingerprint(said, '{}') from moved
