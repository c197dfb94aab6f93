-- The sheets of a round that the viewer may see, in the plan's order, page by page.
-- in: viewer bigint, round bigint, department bigint, state text, after bigint, limit bigint
-- out: sheet_line
select sheet.id, sheet.state, sheet.due_on, sheet.is_late, sheet.grade, graded.label as grade_label, sheet.excerpt, sheet.version,
       item.number as item_number, item.title as item_title, item.is_priority, item.position as item_position,
       concat_ws(' ', nullif(parent.number, ''), parent.title) as heading,
       department.id as department_id, department.title as department, stage.title as stage_title, round.opens_on <= current_date as is_open,
       case when sheet.state in ('draft', 'returned') and sheet.due_on < current_date
            then current_date - sheet.due_on else 0 end as days_late,
       (select review.reason from review
         where review.sheet_id = sheet.id and review.state = 'returned' and sheet.state = 'returned'
         order by review.id desc limit 1) as reason
  from sheet
  join round on round.id = sheet.round_id
  join item on item.id = sheet.item_id
  join department on department.id = sheet.department_id
  left join item parent on parent.id = item.parent_id
  left join stage on stage.id = sheet.stage_id
  left join (select form_field.form_id, form_field.scale_id
               from form_field
              where form_field.form_id = (select form_id from round where id = $2) and form_field.type = 'choice'
              order by form_field.position limit 1) grading on grading.form_id = round.form_id
  left join scale_value graded on graded.scale_id = grading.scale_id and graded.code = sheet.grade
 where sheet.round_id = $2
   and ($3 = 0 or sheet.department_id = $3)
   and ($4 = '' or sheet.state = $4)
   and item.position > $5
   and exists (select from sight where sight.account_id = $1 and sight.sheet_id = sheet.id)
 order by item.position
 limit $6
