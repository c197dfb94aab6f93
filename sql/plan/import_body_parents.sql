-- Hangs the bodies of a package under their parents. Without a parent, one that the package does not name stays.
-- in: organization bigint, list jsonb
update body
   set parent_id = parent.id
  from jsonb_array_elements($2) as entry
  left join body parent on parent.organization_id = $1 and parent.code = entry->>'parent'
 where body.organization_id = $1 and body.code = entry->>'code'
   and body.parent_id is distinct from parent.id
   and (parent.id is not null
        or exists (select from body former
                     join jsonb_array_elements($2) as other on other->>'code' = former.code
                    where former.id = body.parent_id))
