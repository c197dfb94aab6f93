-- Writes the head of a plan's package: the plan itself and the names of its levels.
-- in: plan bigint
-- out: package_rows
select jsonb_build_object(
	'format', 'chosho-plan/1',
	'plan', jsonb_strip_nulls(jsonb_build_object(
		'code', plan.code, 'title', plan.title, 'organization', organization.title,
		'first_year', plan.first_year, 'last_year', plan.last_year, 'source', plan.source)),
	'levels', (select coalesce(jsonb_agg(plan_level.title order by plan_level.level), '[]')
	             from plan_level where plan_level.plan_id = plan.id))::text as rows
  from plan join organization on organization.id = plan.organization_id
 where plan.id = $1
