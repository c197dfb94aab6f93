-- Lists a plan's rounds.
-- in: plan bigint
-- out: plan_round
select round.id, round.title, round.fiscal_year, round.opens_on, round.due_on, round.is_history,
       round.late = 'refuse' as is_refusing, form.title as form
  from round join form on form.id = round.form_id
 where round.plan_id = $1
 order by round.fiscal_year desc, round.position, round.id
