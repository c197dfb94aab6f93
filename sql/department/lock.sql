-- The same, and whoever else changes departments waits until this is done.
-- in: organization bigint
-- out: department_home
select id as organization_id, title, departments_version as version, fiscal_year(current_date)::bigint as year
  from organization
 where id = $1
   for update
