-- Takes an approval back: the sheet lies before the same desk again, and waits nowhere later.
-- in: review bigint, version bigint, account bigint, actor text
with undone as (
	update review set state = 'undone', version = version + 1
	 where id = $1 and version = $2 and state = 'approved'
	returning id, sheet_id, stage_id, round_id, edition, kind, department_id, body_id, due_on, content
), stopped as (
	update review set state = 'stopped', version = review.version + 1
	  from undone join stage this_stage on this_stage.id = undone.stage_id, stage that_stage
	 where review.sheet_id = undone.sheet_id and review.state = 'waiting'
	   and that_stage.id = review.stage_id and that_stage.position > this_stage.position
), moved as (
	update sheet set state = 'reviewing', stage_id = undone.stage_id, version = sheet.version + 1, since = now()
	  from undone where sheet.id = undone.sheet_id
), again as (
	insert into review (sheet_id, stage_id, round_id, edition, kind, department_id, body_id, due_on, content)
	select sheet_id, stage_id, round_id, edition, kind, department_id, body_id, due_on, content from undone
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage)
select 'undo', $3, $4, undone.sheet_id, undone.id, undone.edition, stage.title
  from undone join stage on stage.id = undone.stage_id
