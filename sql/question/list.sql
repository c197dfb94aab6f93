-- The questions that the viewer may read, the latest first, page by page; sheet 0: of all sheets.
-- in: viewer bigint, sheet bigint, before bigint, limit bigint
-- out: question_line
select question.id, question.state, question.asked_at, question.text, body.title as body, asker.name as asker,
       item.number as item_number, item.title as item_title, department.title as department, round.title as round_title,
       false as is_handed_back, 0::bigint as total
  from hearing
  join question on question.id = hearing.question_id
  join sheet on sheet.id = question.sheet_id
  join round on round.id = sheet.round_id
  join item on item.id = sheet.item_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join body on body.id = question.body_id
  join account asker on asker.id = question.asked_by
 where hearing.account_id = $1 and ($2 = 0 or question.sheet_id = $2) and ($3 = 0 or question.id < $3)
 order by question.id desc
 limit $4
