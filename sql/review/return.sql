-- Returns the sheet to its department with a reason and marks; the other bodies of the stage are stopped.
-- in: review bigint, version bigint, content jsonb, account bigint, actor text, reason text, marks text, due date
with decided as (
	update review
	   set state = 'returned', content = $3, decided_by = $4, decided_at = now(), reason = $6,
	       marks = coalesce(string_to_array(nullif($7, ''), E'\n'), '{}'), resubmit_on = $8, version = version + 1
	 where id = $1 and version = $2 and state = 'waiting'
	returning id, sheet_id, stage_id, edition
), stopped as (
	update review set state = 'stopped', version = review.version + 1
	  from decided
	 where review.sheet_id = decided.sheet_id and review.id <> decided.id and review.state = 'waiting'
), moved as (
	update sheet
	   set state = 'returned', stage_id = null, version = sheet.version + 1, since = now(),
	       due_on = coalesce($8, sheet.due_on)
	  from decided where sheet.id = decided.sheet_id
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, reason)
select 'return', $4, $5, decided.sheet_id, decided.id, decided.edition, stage.title, $6
  from decided join stage on stage.id = decided.stage_id
