-- Approves: the decision, then, when nobody at this stage is left, the next stage's desks or the end, and the event.
-- in: review bigint, version bigint, content jsonb, account bigint, actor text
with decided as (
	update review
	   set state = 'approved', content = $3, reason = null, marks = '{}', resubmit_on = null, decided_by = $4, decided_at = now(), version = version + 1
	 where id = $1 and version = $2 and state = 'waiting'
	returning id, sheet_id, stage_id, edition
), route as materialized (
	select desk.position, desk.stage_id, desk.kind, desk.department_id, desk.body_id,
	       coalesce(desk.due_on, round.due_on) as due_on
	  from decided
	  join stage on stage.id = decided.stage_id
	  join desk on desk.sheet_id = decided.sheet_id and desk.position > stage.position
	  join round on round.id = desk.round_id
), following as (
	select * from route where position = (select min(position) from route)
), moved as (
	update sheet
	   set state = case when exists (select from following) then 'reviewing' else 'settled' end,
	       stage_id = (select stage_id from following limit 1),
	       version = sheet.version + 1, since = now()
	  from decided
	 where sheet.id = decided.sheet_id
	   and not exists (select from review
	                    where review.sheet_id = decided.sheet_id and review.id <> decided.id
	                      and review.state = 'waiting')
	returning sheet.id, sheet.round_id, sheet.edition
), arrived as (
	insert into review (sheet_id, stage_id, round_id, edition, kind, department_id, body_id, due_on)
	select moved.id, following.stage_id, moved.round_id, moved.edition, following.kind, following.department_id,
	       following.body_id, following.due_on
	  from moved cross join following
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage)
select 'approve', $4, $5, decided.sheet_id, decided.id, decided.edition, stage.title
  from decided join stage on stage.id = decided.stage_id
