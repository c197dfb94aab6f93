-- Notes which departments a plan names, in its order. Those that it named before stay.
-- in: plan bigint, organization bigint, list jsonb
insert into plan_department (plan_id, department_id, position)
select $1, department.id, entry.position
  from jsonb_array_elements($3) with ordinality as entry(value, position)
  join department on department.organization_id = $2 and department.code = entry.value->>'code'
on conflict (plan_id, department_id) do update set position = excluded.position
