-- Writes a plan's scales with their values.
-- in: plan bigint
-- out: package_rows
select coalesce(jsonb_agg(jsonb_build_object('code', scale.code, 'title', scale.title, 'values', (
	select coalesce(jsonb_agg(jsonb_build_object('code', scale_value.code, 'label', scale_value.label,
	                                             'rank', scale_value.rank) order by scale_value.position), '[]')
	  from scale_value where scale_value.scale_id = scale.id)) order by scale.position, scale.id), '[]')::text as rows
  from scale
 where scale.plan_id = $1
