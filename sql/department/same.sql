-- Departments that carry a code, or in a year a name; the name of one that is left out does not count.
-- in: organization bigint, code text, title text, year bigint, except bigint[]
-- out: department_same
select department.code = $2 as is_code, department.id
  from department
  join department_name on department_name.department_id = department.id
                      and $4 between department_name.first_year and department_name.last_year
 where department.organization_id = $1
   and (department.code = $2
        or (department.id <> all ($5) and department_name.title = $3 and $4 between department.first_year and department.last_year))
