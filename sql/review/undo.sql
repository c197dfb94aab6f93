-- Takes an approval back: the sheet lies before the same desk again, in the pass that it was in, and waits nowhere later.
-- in: review bigint, version bigint, account bigint, actor text
with undone as (
	update review set state = 'undone', version = version + 1
	 where id = $1 and version = $2 and state = 'approved' and sign_off_id is null
	returning id, sheet_id, stage_id, round_id, edition, pass, kind, department_id, body_id, due_on, content
), stopped as (
	update review set state = 'stopped', version = review.version + 1
	  from undone
	 where review.sheet_id = undone.sheet_id and review.state = 'waiting' and review.pass > undone.pass
), moved as (
	update sheet
	   set state = 'reviewing', stage_id = undone.stage_id, pass = undone.pass, version = sheet.version + 1,
	       since = now(), settled_edition = case when sheet.state <> 'settled' then sheet.settled_edition
	                                             else (select coalesce(max(earlier.edition), 0)
	                                                     from event earlier
	                                                    where earlier.sheet_id = sheet.id and earlier.action = 'reopen') end,
	       is_correction = sheet.is_correction
	                    or (sheet.state = 'settled' and exists (select from event earlier
	                                                  where earlier.sheet_id = sheet.id and earlier.action = 'reopen'))
	  from undone where sheet.id = undone.sheet_id
), again as (
	insert into review (sheet_id, stage_id, round_id, edition, pass, kind, department_id, body_id, due_on, content)
	select undone.sheet_id, undone.stage_id, undone.round_id, undone.edition, undone.pass, undone.kind,
	       case when undone.kind = 'head' then sheet.department_id end, undone.body_id, undone.due_on, undone.content
	  from undone join sheet on sheet.id = undone.sheet_id
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage)
select 'undo', $3, $4, undone.sheet_id, undone.id, undone.edition, stage.title
  from undone join stage on stage.id = undone.stage_id
