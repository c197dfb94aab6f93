-- The departments that carry a code, as they are called today: one for each municipality that has it.
-- in: code text
-- out: department_named
select department_today.id, department_today.organization_id, organization.title as organization, department_today.title,
       coalesce(department_today.parent_id, 0) as parent_id
  from department_today
  join organization on organization.id = department_today.organization_id
 where department_today.code = $1
 order by organization.id
