-- The rounds in which a department answers for sheets today, or for which it was the lead, the latest first.
-- in: department bigint, limit bigint
-- out: department_round
select round.id, round.title, round.fiscal_year, plan.title as plan_title, counted.sheets, counted.settled,
       name.title as named
  from (select sheet.round_id, sheet.named_department_id, count(*) as sheets, count(*) filter (where state = 'settled') as settled
          from sheet
         where sheet.department_id = $1 or sheet.named_department_id = $1
         group by sheet.round_id, sheet.named_department_id) counted
  join round on round.id = counted.round_id
  join plan on plan.id = round.plan_id
  join department_name name on name.department_id = counted.named_department_id
        and round.fiscal_year between name.first_year and name.last_year
 order by round.fiscal_year desc, round.id desc, counted.named_department_id
 limit $2
