-- The departments of a fiscal year (0: this one), of all municipalities: for the command line.
-- in: year bigint
-- out: department_listed
select organization.title as organization, department.code, name.title, up.code as parent,
       department.first_year::bigint, department.last_year::bigint
  from department
  join organization on organization.id = department.organization_id
  join department_name name on name.department_id = department.id
        and case when $1 = 0 then fiscal_year(current_date) else $1 end between name.first_year and name.last_year
  left join department up on up.id = name.parent_id
 where case when $1 = 0 then fiscal_year(current_date) else $1 end between department.first_year and department.last_year
 order by organization.id, department.id
