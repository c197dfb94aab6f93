-- Hangs the departments of a package under their parents, where their place never changed. Without a parent, one that the
-- package does not name stays.
-- in: organization bigint, list jsonb
update department_name
   set parent_id = parent.id
  from jsonb_array_elements($2) as entry
  join department on department.organization_id = $1 and department.code = entry->>'code'
  left join department parent on parent.organization_id = $1 and parent.code = entry->>'parent'
 where department_name.department_id = department.id
   and department_name.first_year = 0 and department_name.last_year = 9999
   and department_name.parent_id is distinct from parent.id
   and (parent.id is not null
        or exists (select from department former
                     join jsonb_array_elements($2) as other on other->>'code' = former.code
                    where former.id = department_name.parent_id))
