-- What bodies have asked about the sheets of some reviews, on any edition, as it was at a moment (null: now). Answers that
-- wait for the head are left out unless sees_drafts.
-- in: reviews bigint[], sees_drafts boolean, at timestamp with time zone
-- out: question
select review.id as for_review, question.id, question.version,
       case when question.released_at <= coalesce($3, 'infinity') then question.state
            when question.state = 'written' and $2 then question.state else 'asked' end as state,
       question.sheet_id, question.review_id, question.body_id, question.edition, question.text, asker.name as asker,
       question.asked_at, department.title as department,
       case when shown.yes then question.answer end as answer, case when shown.yes then answerer.name end as answerer,
       case when shown.yes then question.answered_at end as answered_at, releaser.name as releaser, question.released_at
  from review
  join question on question.sheet_id = review.sheet_id and question.body_id = review.body_id
               and question.asked_at <= coalesce($3, 'infinity')
 cross join lateral (
       select (question.state = 'written' and $2) or coalesce(question.released_at <= coalesce($3, 'infinity'), false) as yes) shown
  join sheet on sheet.id = question.sheet_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join account asker on asker.id = question.asked_by
  left join account answerer on answerer.id = question.answered_by
  left join account releaser on releaser.id = question.released_by
 where review.id = any ($1)
 order by review.id, question.id
