-- The departments with a code, in one municipality or (null) in any.
-- in: code text, organization text
-- out: place
select department.id, department.organization_id, organization.title as organization
  from department join organization on organization.id = department.organization_id
 where department.code = $1 and ($2::text is null or organization.title = $2)
 order by organization.title
