-- What the viewer's departments have to write now: returned sheets first, then by due date.
-- in: viewer bigint, limit bigint
-- out: task_line
select sheet.id, sheet.state, sheet.due_on, item.number as item_number, item.title as item_title,
       department.title as department, round.title as round_title, plan.title as plan_title,
       greatest(current_date - sheet.due_on, 0) as days_late, count(*) over () as total,
       sheet.version = 1 and sheet.excerpt is null and sheet.grade is null as is_untouched,
       (select review.reason from review
         where review.sheet_id = sheet.id and review.state = 'returned' and sheet.state = 'returned'
         order by review.id desc limit 1) as reason
  from duty
  join sheet on sheet.department_id = duty.department_id and sheet.state in ('draft', 'returned')
  join round on round.id = sheet.round_id
  join plan on plan.id = round.plan_id
  join item on item.id = sheet.item_id
  join department on department.id = sheet.department_id
 where duty.account_id = $1 and duty.role = 'author'
   and round.opens_on <= current_date
 order by sheet.state = 'returned' desc, sheet.due_on, plan.position, item.position
 limit $2
