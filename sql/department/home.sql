-- The municipality whose departments somebody sees, and this fiscal year.
-- in: viewer bigint
-- out: department_home
select organization.id as organization_id, organization.title, organization.departments_version as version,
       fiscal_year(current_date)::bigint as year
  from account
  left join department on department.id = account.department_id
  join organization on organization.id = coalesce(account.organization_id, department.organization_id, (select min(id) from organization))
 where account.id = $1
