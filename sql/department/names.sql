-- What a department was, is and will be called, the latest first.
-- in: department bigint
-- out: department_called
select greatest(name.first_year, department.first_year)::bigint as first_year, least(name.last_year, department.last_year)::bigint as last_year,
       name.title, parent.title as parent
  from department
  join department_name name on name.department_id = department.id
   and name.last_year >= department.first_year and name.first_year <= department.last_year
  left join department_name parent on parent.department_id = name.parent_id
        and greatest(name.first_year, department.first_year) between parent.first_year and parent.last_year
 where department.id = $1
 order by name.first_year desc
