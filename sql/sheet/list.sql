-- The sheets of a round that the viewer may see, in the plan's order, page by page.
-- in: viewer bigint, round bigint, department bigint, state text, after bigint, limit bigint
-- out: sheet_line
select sheet.id, sheet.state, sheet.due_on, sheet.is_late, shown.grade, graded.label as grade_label, sheet.excerpt, sheet.version,
       sheet.is_correction, in_charge.name as in_charge,
       item.number as item_number, item.title as item_title, item.is_priority, item.position as item_position,
       concat_ws(' ', nullif(parent.number, ''), parent.title) as heading,
       sheet.department_id, department.title as department, stage.title as stage_title, round.opens_on <= current_date as is_open,
       case when sheet.state in ('draft', 'returned') and sheet.due_on < current_date
            then current_date - sheet.due_on else 0 end as days_late,
       case when sheet.state = 'returned' and reader.reads
            then coalesce((select review.reason from review
                            where review.sheet_id = sheet.id and review.state = 'returned' and review.returned_to is null
                              and (review.edition > sheet.settled_edition or not sheet.is_correction)
                            order by review.id desc limit 1),
                          (select event.reason from event
                            where event.sheet_id = sheet.id and event.action = 'reopen' and sheet.is_correction
                            order by event.id desc limit 1))
       end as reason,
       gathered.parts, gathered.parts_in, mine.number as part_id, mine.department as part_department, mine.reason as part_reason
  from sheet
  join round on round.id = sheet.round_id
  join item on item.id = sheet.item_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join item parent on parent.id = item.parent_id
  left join stage on stage.id = sheet.stage_id
  left join (select form_field.form_id, form_field.scale_id, form_field.code
               from form_field
              where form_field.form_id = (select form_id from round where id = $2) and form_field.type = 'choice'
              order by form_field.position limit 1) grading on grading.form_id = round.form_id
  left join lateral (select count(*) as parts, count(*) filter (where part.state = 'in') as parts_in
                       from part where part.sheet_id = sheet.id) gathered on true
  left join lateral (select part.number, department.title as department, part.reason
                       from part
                       join duty on duty.department_id = part.department_id and duty.role = 'author'
                       join department_name department on department.department_id = part.named_department_id
                             and round.fiscal_year between department.first_year and department.last_year
                      where part.sheet_id = sheet.id and part.state = 'open' and sheet.state in ('draft', 'returned')
                        and duty.account_id = $1
                      order by part.number limit 1) mine on true
  left join account in_charge on in_charge.id = sheet.in_charge_id and in_charge.stopped_at is null
        and exists (select from held
                     where held.account_id = in_charge.id and held.role = 'author'
                       and held.department_id = sheet.department_id)
  -- what a department types is its own: others read the edition that was settled, or else submitted
 cross join lateral (
       select (sheet.state in ('reviewing', 'settled', 'excluded') and not sheet.is_correction)
              or exists (select from duty
                          where duty.account_id = $1
                            and (duty.role in ('secretariat', 'administrator', 'auditor')
                                 or (duty.role in ('author', 'head')
                                     and (duty.department_id = sheet.department_id
                                          or exists (select from item_department
                                                      where item_department.item_id = sheet.item_id
                                                        and item_department.department_id = duty.department_id))))) as reads) reader
 cross join lateral (
       select case when reader.reads then sheet.grade
                   else (select edition.content->>grading.code from edition
                          where edition.sheet_id = sheet.id
                            and edition.number = coalesce(nullif(sheet.settled_edition, 0), sheet.edition)) end as grade) shown
  left join scale_value graded on graded.scale_id = grading.scale_id and graded.code = shown.grade
 where sheet.round_id = $2
   and ($3 = 0 or $3 in (sheet.named_department_id, sheet.department_id))
   and ($4 = '' or sheet.state = $4)
   and item.position > $5
   and exists (select from sight where sight.account_id = $1 and sight.sheet_id = sheet.id)
 order by item.position
 limit $6
