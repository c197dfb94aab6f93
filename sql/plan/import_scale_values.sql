-- Replaces the values of the scales in a package.
-- in: plan bigint, list jsonb
with wanted as (
	select scale.id as scale_id, one.value->>'code' as code, one.position, one.value->>'label' as label,
	       (one.value->>'rank')::int as rank
	  from jsonb_array_elements($2) as entry
	  join scale on scale.plan_id = $1 and scale.code = entry->>'code'
	 cross join jsonb_array_elements(entry->'values') with ordinality as one(value, position)
), put as (
	insert into scale_value (scale_id, code, position, label, rank)
	select scale_id, code, position, label, rank from wanted
	on conflict (scale_id, code) do update
	   set position = excluded.position, label = excluded.label, rank = excluded.rank
)
delete from scale_value
 using scale
 where scale.id = scale_value.scale_id and scale.plan_id = $1
   and scale.code in (select entry->>'code' from jsonb_array_elements($2) as entry)
   and not exists (select from wanted where wanted.scale_id = scale_value.scale_id and wanted.code = scale_value.code)
