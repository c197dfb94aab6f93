-- Hands a part back to its department with a reason: it is written again.
-- in: part bigint, version bigint, reason text, account bigint, actor text
with moved as (
	update part set state = 'open', reason = $3, version = version + 1
	 where number = $1 and version = $2 and state = 'in'
	returning sheet_id, named_department_id
)
insert into event (action, account_id, actor, sheet_id, part_department_id, reason)
select 'hand back', $4, $5, sheet_id, named_department_id, $3 from moved
