-- Which of some departments another change is planned for already, or do not exist in the year before or in the year itself.
-- in: departments bigint[], year bigint
-- out: department_clash
select department.id, department.title, department.first_year < $2 and department.last_year >= $2 as is_there
  from department_today department
 where department.id = any ($1)
   and (not (department.first_year < $2 and department.last_year >= $2)
        or exists (select from department_change
                    where department_change.state = 'planned' and department.id = any (department_change.touched)))
 order by department.id
