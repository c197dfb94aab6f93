-- The departments of a municipality (0: of any) by their names on the eve of a day and on the day, and its bodies.
-- in: organization bigint, day date
-- out: transfer_place
select department.id, department.code, last.title, next.title as next_title, false as is_body,
       fiscal_year($2 - 1) between department.first_year and department.last_year as was_there,
       fiscal_year($2) between department.first_year and department.last_year as is_there
  from department
  join department_name last on last.department_id = department.id and fiscal_year($2 - 1) between last.first_year and last.last_year
  join department_name next on next.department_id = department.id and fiscal_year($2) between next.first_year and next.last_year
 where $1 = 0 or department.organization_id = $1
 union all
select id, code, title, title, true, true, true from body where $1 = 0 or organization_id = $1
 order by is_body, id
