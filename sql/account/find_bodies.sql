-- The bodies with a code, in one municipality or (null) in any.
-- in: code text, organization text
-- out: place
select body.id, body.organization_id, organization.title as organization
  from body join organization on organization.id = body.organization_id
 where body.code = $1 and ($2::text is null or organization.title = $2)
 order by organization.title
