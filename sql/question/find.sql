-- Finds one question for those who may read it. An answer that waits for the head is not shown to the body.
-- in: question bigint, viewer bigint
-- out: question
select question.id, question.version, question.state, question.sheet_id, question.review_id, question.body_id,
       body.title as body, question.edition, question.text, asker.name as asker, question.asked_at,
       case when hearing.sees_drafts or question.state = 'answered' then question.answer end as answer,
       case when hearing.sees_drafts or question.state = 'answered' then answerer.name end as answerer,
       case when hearing.sees_drafts or question.state = 'answered' then question.answered_at end as answered_at,
       case when hearing.sees_drafts then question.remark end as remark,
       releaser.name as releaser, question.released_at, stage.title as stage_title,
       sheet.state as sheet_state, sheet.edition as sheet_edition, sheet.department_id, department.title as department,
       item.number as item_number, item.title as item_title, round.title as round_title, round.fiscal_year,
       round.answers = 'head' as needs_release
  from question
  join hearing on hearing.question_id = question.id and hearing.account_id = $2
  join review on review.id = question.review_id
  join stage on stage.id = review.stage_id
  join body on body.id = question.body_id
  join sheet on sheet.id = question.sheet_id
  join round on round.id = sheet.round_id
  join item on item.id = sheet.item_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join account asker on asker.id = question.asked_by
  left join account answerer on answerer.id = question.answered_by
  left join account releaser on releaser.id = question.released_by
 where question.id = $1
