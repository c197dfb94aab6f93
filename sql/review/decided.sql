-- What the viewer decided lately, the latest first: where an approval may still be undone.
-- in: viewer bigint, limit bigint
-- out: decided_line
select review.id, review.state, review.decided_at, review.sheet_id, item.number as item_number,
       item.title as item_title, department.title as department, stage.title as stage_title
  from review
  join sheet on sheet.id = review.sheet_id
  join item on item.id = sheet.item_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join stage on stage.id = review.stage_id
 where review.decided_by = $1
 order by review.decided_at desc
 limit $2
