-- Submits a sheet in one go: the new edition, the first stage's desks, and the event. Where no desk follows, it settles.
-- in: sheet bigint, version bigint, account bigint, actor text
with route as materialized (
	select desk.position, desk.stage_id, desk.kind, desk.department_id, desk.body_id,
	       coalesce(desk.due_on, round.due_on) as due_on
	  from desk join round on round.id = desk.round_id
	 where desk.sheet_id = $1
), first as (
	select * from route where position = (select min(position) from route)
), moved as (
	update sheet
	   set state = case when exists (select from first) then 'reviewing' else 'settled' end,
	       stage_id = (select stage_id from first limit 1),
	       edition = edition + 1, version = version + 1,
	       is_late = current_date > due_on,
	       submitted_by = $3, submitted_at = now(), since = now()
	 where id = $1 and version = $2 and state in ('draft', 'returned')
	returning id, round_id, edition, content, is_late
), kept as (
	insert into edition (sheet_id, number, content, is_late, submitted_by)
	select id, edition, content, is_late, $3 from moved
), arrived as (
	insert into review (sheet_id, stage_id, round_id, edition, kind, department_id, body_id, due_on)
	select moved.id, first.stage_id, moved.round_id, moved.edition, first.kind, first.department_id, first.body_id,
	       first.due_on
	  from moved cross join first
)
insert into event (action, account_id, actor, sheet_id, edition)
select 'submit', $3, $4, id, edition from moved
