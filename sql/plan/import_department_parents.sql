-- Hangs the departments of a package under their parents. Without a parent, one that the package does not name stays.
-- in: organization bigint, list jsonb
update department
   set parent_id = parent.id
  from jsonb_array_elements($2) as entry
  left join department parent on parent.organization_id = $1 and parent.code = entry->>'parent'
 where department.organization_id = $1 and department.code = entry->>'code'
   and department.parent_id is distinct from parent.id
   and (parent.id is not null
        or exists (select from department former
                     join jsonb_array_elements($2) as other on other->>'code' = former.code
                    where former.id = department.parent_id))
