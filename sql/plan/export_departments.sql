-- Writes the departments that a plan names, as they are called this year or, when the plan is over, were called in its last. A
-- parent that the plan does not name is not its business.
-- in: plan bigint
-- out: package_rows
select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
	'code', department.code, 'title', name.title, 'parent', parent.code)) order by named.position, department.id), '[]')::text as rows
  from plan
  join plan_department named on named.plan_id = plan.id
  join department on department.id = named.department_id
  join department_name name on name.department_id = department.id
        and least(greatest(fiscal_year(current_date), plan.first_year), plan.last_year) between name.first_year and name.last_year
  left join plan_department named_parent on named_parent.plan_id = named.plan_id and named_parent.department_id = name.parent_id
  left join department parent on parent.id = named_parent.department_id
 where plan.id = $1
