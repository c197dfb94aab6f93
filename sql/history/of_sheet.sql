-- What happened to a sheet, the latest first.
-- in: sheet bigint, limit bigint
-- out: event
select event.id, event.at, event.action, event.actor, event.edition, event.stage, event.to_stage, event.for_name, part_department.title as part_department,
       event.reason
  from event
  left join department part_department on part_department.id = event.part_department_id
 where event.sheet_id = $1
 order by event.id desc
 limit $2
