-- What happened to a sheet, the latest first. What members of a body said for themselves is shown to their body alone, on
-- the review's page.
-- in: sheet bigint, limit bigint
-- out: event
select event.id, event.at, event.action, event.actor, event.edition, event.stage, event.to_stage, event.for_name, part_department.title as part_department,
       event.reason
  from event
  join sheet on sheet.id = event.sheet_id
  join round on round.id = sheet.round_id
  left join department_name part_department on part_department.department_id = event.part_department_id
        and round.fiscal_year between part_department.first_year and part_department.last_year
 where event.sheet_id = $1 and event.action not in ('opine', 'ballot')
 order by event.id desc
 limit $2
