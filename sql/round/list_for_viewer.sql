-- The rounds in which the viewer has sheets to see, the latest first.
-- in: viewer bigint
-- out: round_option
select round.id, round.title, round.fiscal_year, round.due_on, round.is_history, plan.title as plan_title
  from round join plan on plan.id = round.plan_id
 where exists (select from sheet
                where sheet.round_id = round.id
                  and exists (select from sight where sight.account_id = $1 and sight.sheet_id = sheet.id))
 order by round.is_history, round.fiscal_year desc, plan.position, round.position desc
 limit 200
