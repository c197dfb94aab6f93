-- The rounds in which the viewer has sheets to see: those in which they have to write first, then the latest.
-- in: viewer bigint
-- out: round_option
select round.id, round.title, round.fiscal_year, round.due_on, round.is_history, plan.title as plan_title
  from round join plan on plan.id = round.plan_id
 where exists (select from sheet
                where sheet.round_id = round.id
                  and exists (select from sight where sight.account_id = $1 and sight.sheet_id = sheet.id))
 order by round.is_history,
          not exists (select from duty
                        join sheet on sheet.department_id = duty.department_id and sheet.round_id = round.id
                                  and sheet.state in ('draft', 'returned')
                       where duty.account_id = $1 and duty.role = 'author'),
          round.fiscal_year desc, plan.position, round.position desc
 limit 200
