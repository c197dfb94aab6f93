-- Submits a sheet in one go: the new edition with the parts that are in, the first stage's desks (or those of the stage
-- that returned it, where the round says so), and the event. Where no desk follows, it settles.
-- in: sheet bigint, version bigint, account bigint, actor text, parts_reason text
with sent_back as (
	select stage.position
	  from sheet
	  join round on round.id = sheet.round_id and round.resubmit = 'returning'
	  join review on review.sheet_id = sheet.id and review.edition = sheet.edition and review.state = 'returned'
	              and review.returned_to is null
	  join stage on stage.id = review.stage_id
	 where sheet.id = $1 and sheet.state = 'returned'
	 order by review.id desc limit 1
), route as materialized (
	select desk.position, desk.stage_id, desk.kind, desk.department_id, desk.body_id,
	       coalesce(desk.due_on, round.due_on) as due_on
	  from desk join round on round.id = desk.round_id
	 where desk.sheet_id = $1 and desk.position >= coalesce((select position from sent_back), 0)
), first as (
	select * from route where position = (select min(position) from route)
), moved as (
	update sheet
	   set state = case when exists (select from first) then 'reviewing' else 'settled' end,
	       stage_id = (select stage_id from first limit 1),
	       edition = edition + 1, pass = pass + 1, version = version + 1,
	       settled_edition = case when exists (select from first) then settled_edition else edition + 1 end,
	       is_correction = is_correction and exists (select from first),
	       is_late = current_date > due_on,
	       submitted_by = $3, submitted_at = now(), since = now()
	 where id = $1 and version = $2 and state in ('draft', 'returned')
	returning id, round_id, edition, pass, content, is_late
), kept as (
	insert into edition (sheet_id, number, content, is_late, submitted_by, parts, parts_reason)
	select id, edition, content, is_late, $3,
	       coalesce((select jsonb_object_agg(part.named_department_id, coalesce(to_jsonb(part.nothing), part.content))
	                   from part where part.sheet_id = $1 and part.state = 'in'), '{}'),
	       nullif($5, '')
	  from moved
	returning sheet_id, number, hash
), arrived as (
	insert into review (sheet_id, stage_id, round_id, edition, pass, kind, department_id, body_id, due_on)
	select moved.id, first.stage_id, moved.round_id, moved.edition, moved.pass, first.kind, first.department_id,
	       first.body_id, first.due_on
	  from moved cross join first
)
insert into event (action, account_id, actor, sheet_id, edition, reason, content_hash)
select 'submit', $3, $4, sheet_id, number, nullif($5, ''), hash from kept
