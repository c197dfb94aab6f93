-- Finds one department of a municipality, as it is called today.
-- in: department bigint, organization bigint
-- out: department
select department_today.id, department_today.code, department_today.title, coalesce(department_today.parent_id, 0) as parent_id,
       parent.title as parent, department_today.first_year::bigint, department_today.last_year::bigint,
       department_today.first_year > fiscal_year(current_date) as is_coming,
       department_today.last_year < fiscal_year(current_date) as is_over,
       department_today.last_year between fiscal_year(current_date) and 9998 as is_ending
  from department_today
  left join department_today parent on parent.id = department_today.parent_id
 where department_today.id = $1 and department_today.organization_id = $2
