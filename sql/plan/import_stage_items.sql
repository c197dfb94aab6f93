-- Replaces the selections 抽出 of the stages in a package, but for those that the secretariat has made here.
-- in: plan bigint, list jsonb
with named as (
	select stage.id, one.value
	  from jsonb_array_elements($2) as entry
	  join round on round.plan_id = $1 and round.code = entry->>'code'
	 cross join jsonb_array_elements(entry->'stages') as one(value)
	  join stage on stage.round_id = round.id and stage.code = one.value->>'code' and stage.selected_at is null
), wanted as (
	select named.id as stage_id, item.id as item_id, selected.position
	  from named
	 cross join jsonb_array_elements_text(coalesce(named.value->'items', '[]')) with ordinality
	       as selected(code, position)
	  join item on item.plan_id = $1 and item.code = selected.code
), put as (
	insert into stage_item (stage_id, item_id, position)
	select stage_id, item_id, position from wanted
	on conflict (stage_id, item_id) do update set position = excluded.position
)
delete from stage_item
 where stage_item.stage_id in (select id from named)
   and not exists (select from wanted
                    where wanted.stage_id = stage_item.stage_id and wanted.item_id = stage_item.item_id)
