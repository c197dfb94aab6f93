-- Writes a plan's tags.
-- in: plan bigint
-- out: package_rows
select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
	'code', code, 'title', title, 'group', "group", 'mark', mark)) order by position, id), '[]')::text as rows
  from tag
 where plan_id = $1
