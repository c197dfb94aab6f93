-- Takes a submitted sheet back to its author, where nobody has decided at its present stage.
-- in: sheet bigint, version bigint, account bigint, actor text
with moved as (
	update sheet set state = 'draft', stage_id = null, pass = pass + 1, version = version + 1, since = now()
	 where id = $1 and version = $2 and state = 'reviewing'
	returning id, edition
), stopped as (
	update review set state = 'stopped', version = version + 1
	  from moved where review.sheet_id = moved.id and review.state = 'waiting'
)
insert into event (action, account_id, actor, sheet_id, edition)
select 'withdraw', $3, $4, id, edition from moved
