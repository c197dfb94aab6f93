-- Writes the bodies that a plan names. A parent that the plan does not name is not its business.
-- in: plan bigint
-- out: package_rows
select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
	'code', body.code, 'title', body.title, 'parent', parent.code)) order by named.position, body.id), '[]')::text as rows
  from plan_body named
  join body on body.id = named.body_id
  left join plan_body named_parent on named_parent.plan_id = named.plan_id and named_parent.body_id = body.parent_id
  left join body parent on parent.id = named_parent.body_id
 where named.plan_id = $1
