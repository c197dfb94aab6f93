-- All rounds, for those who see everything; present ones first.
-- out: round_option
select round.id, round.title, round.fiscal_year, round.due_on, round.is_history, plan.title as plan_title
  from round join plan on plan.id = round.plan_id
 order by round.is_history, round.fiscal_year desc, plan.position, round.position desc
 limit 200
