-- The parts that the viewer's departments have to write now: those that were handed back first, then by due date.
-- in: viewer bigint, limit bigint
-- out: part_line
select part.number as id, sheet.due_on, item.number as item_number, item.title as item_title, lead.title as department,
       own.title as part_department, round.title as round_title, plan.title as plan_title,
       greatest(current_date - sheet.due_on, 0) as days_late, count(*) over () as total,
       part.version = 1 and part.content = '{}' as is_untouched, part.reason
  from duty
  join part on part.department_id = duty.department_id and part.state = 'open'
  join sheet on sheet.id = part.sheet_id and sheet.state in ('draft', 'returned')
  join round on round.id = sheet.round_id
  join plan on plan.id = round.plan_id
  join item on item.id = sheet.item_id
  join department_name lead on lead.department_id = sheet.named_department_id
        and round.fiscal_year between lead.first_year and lead.last_year
  join department_name own on own.department_id = part.named_department_id
        and round.fiscal_year between own.first_year and own.last_year
 where duty.account_id = $1 and duty.role = 'author'
   and round.opens_on <= current_date
 order by part.reason is not null desc, sheet.due_on, plan.position, item.position, part.number
 limit $2
