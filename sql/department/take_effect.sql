-- Makes a change take effect whose day has come; change 0: all of them, in their order. Says how many did.
-- in: change bigint, account bigint, actor text
-- out: department_count
select count(*) filter (where department_takes_effect(due.id, nullif($2, 0), $3)) as count
  from (select id from department_change
         where state = 'planned' and year <= fiscal_year(current_date) and ($1 = 0 or id = $1)
         order by year, id) due
