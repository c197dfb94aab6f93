-- Rounds that the log can be narrowed to, the latest first.
-- out: log_round
select round.id, round.title, plan.title as plan_title, round.fiscal_year
  from round join plan on plan.id = round.plan_id
 order by round.fiscal_year desc, plan.position, round.position desc
 limit 200
