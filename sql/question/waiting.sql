-- The questions that wait for the viewer: for an answer of their department, or for their approval as its head; the
-- earliest asked first.
-- in: viewer bigint, limit bigint
-- out: question_line
select question.id, question.state, question.asked_at, question.text, body.title as body, asker.name as asker,
       item.number as item_number, item.title as item_title, department.title as department, round.title as round_title,
       question.remark is not null as is_handed_back, count(*) over () as total
  from question
  join sheet on sheet.id = question.sheet_id and sheet.state = 'reviewing'
  join round on round.id = sheet.round_id
  join item on item.id = sheet.item_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join body on body.id = question.body_id
  join account asker on asker.id = question.asked_by
 where question.state <> 'answered'
   and exists (select from duty
                where duty.account_id = $1 and duty.department_id = sheet.department_id
                  and duty.role = case question.state when 'asked' then 'author' else 'head' end)
 order by question.id
 limit $2
