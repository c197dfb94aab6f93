-- What the viewer's departments have to write now: returned sheets first, then by due date.
-- in: viewer bigint, limit bigint
-- out: task_line
select sheet.id, sheet.state, sheet.due_on, item.number as item_number, item.title as item_title,
       department.title as department, round.title as round_title, plan.title as plan_title,
       greatest(current_date - sheet.due_on, 0) as days_late, count(*) over () as total,
       sheet.version = 1 and sheet.excerpt is null and sheet.grade is null as is_untouched,
       sheet.is_correction, in_charge.name as in_charge,
       case when sheet.state = 'returned'
            then coalesce((select review.reason from review
                            where review.sheet_id = sheet.id and review.state = 'returned' and review.returned_to is null
                              and (review.edition > sheet.settled_edition or not sheet.is_correction)
                            order by review.id desc limit 1),
                          (select event.reason from event
                            where event.sheet_id = sheet.id and event.action = 'reopen' and sheet.is_correction
                            order by event.id desc limit 1))
       end as reason,
       -- two weeks before it is due, whose parts are still missing
       case when sheet.due_on - current_date <= 14 then
            (select string_agg(other.title, '、' order by part.number)
               from part
               join department_name other on other.department_id = part.named_department_id
                     and round.fiscal_year between other.first_year and other.last_year
              where part.sheet_id = sheet.id and part.state = 'open') end as waits_for
  from duty
  join sheet on sheet.department_id = duty.department_id and sheet.state in ('draft', 'returned')
  join round on round.id = sheet.round_id
  join plan on plan.id = round.plan_id
  join item on item.id = sheet.item_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join account in_charge on in_charge.id = sheet.in_charge_id and in_charge.stopped_at is null
        and exists (select from held own
                     where own.account_id = in_charge.id and own.role = 'author'
                       and own.department_id = sheet.department_id)
 where duty.account_id = $1 and duty.role = 'author'
   and round.opens_on <= current_date
 order by sheet.state = 'returned' desc, sheet.due_on, plan.position, item.position
 limit $2
