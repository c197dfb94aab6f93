-- The rounds that are under way, with how far their sheets are, for those who see everything.
-- out: under_way_line
select round.id, round.title, plan.title as plan_title, round.due_on, counted.sheets, counted.submitted, counted.settled,
       counted.late
  from round
  join plan on plan.id = round.plan_id
 cross join lateral (
       select count(*) as sheets, count(*) filter (where state in ('reviewing', 'settled')) as submitted,
              count(*) filter (where state = 'settled') as settled,
              count(*) filter (where state in ('draft', 'returned') and due_on < current_date) as late
         from sheet where sheet.round_id = round.id and sheet.state <> 'excluded') counted
 where not round.is_history and round.opens_on <= current_date and counted.sheets > counted.settled
 order by round.due_on, plan.position
 limit 20
