-- A round with what the secretariat can set.
-- in: round bigint
-- out: round_settings
select round.id, round.version, round.title, round.fiscal_year, plan.title as plan_title, round.plan_id, round.resubmit,
       round.answers, round.is_shared
  from round join plan on plan.id = round.plan_id
 where round.id = $1
