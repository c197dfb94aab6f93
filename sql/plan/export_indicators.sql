-- Writes a plan's indicators with their targets.
-- in: plan bigint
-- out: package_rows
with targets as (
	select target.indicator_id, jsonb_object_agg(target.fiscal_year::text, target.text) as texts
	  from target join indicator on indicator.id = target.indicator_id
	 where indicator.plan_id = $1
	 group by target.indicator_id
), departments as (
	select indicator_department.indicator_id,
	       jsonb_agg(department.code order by indicator_department.position) as codes
	  from indicator_department
	  join department on department.id = indicator_department.department_id
	  join indicator on indicator.id = indicator_department.indicator_id
	 where indicator.plan_id = $1
	 group by indicator_department.indicator_id
)
select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
	'code', indicator.code, 'item', item.code, 'activity', indicator.activity, 'name', indicator.name,
	'kind', indicator.kind, 'unit', indicator.unit, 'departments', coalesce(departments.codes, '[]'),
	'targets', coalesce(targets.texts, '{}'), 'repeats', original.code))
	order by indicator.position, indicator.id), '[]')::text as rows
  from indicator
  join item on item.id = indicator.item_id
  left join indicator original on original.id = indicator.repeats_id
  left join targets on targets.indicator_id = indicator.id
  left join departments on departments.indicator_id = indicator.id
 where indicator.plan_id = $1
