-- Writes a plan's count tables.
-- in: plan bigint
-- out: package_rows
select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
	'code', tally.code, 'item', item.code, 'title', tally.title, 'rows', to_jsonb(tally.row_titles),
	'columns', to_jsonb(tally.column_titles), 'unit', tally.unit)) order by tally.position, tally.id), '[]')::text as rows
  from tally join item on item.id = tally.item_id
 where tally.plan_id = $1
