-- Writes the departments that a plan names. A parent that the plan does not name is not its business.
-- in: plan bigint
-- out: package_rows
select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
	'code', department.code, 'title', department.title, 'parent', parent.code)) order by named.position, department.id), '[]')::text as rows
  from plan_department named
  join department on department.id = named.department_id
  left join plan_department named_parent on named_parent.plan_id = named.plan_id and named_parent.department_id = department.parent_id
  left join department parent on parent.id = named_parent.department_id
 where named.plan_id = $1
