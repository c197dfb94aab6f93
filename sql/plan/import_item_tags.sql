-- Replaces the tags of the items in a package.
-- in: plan bigint, list jsonb
with wanted as (
	select item.id as item_id, tag.id as tag_id, one.position
	  from jsonb_array_elements($2) as entry
	  join item on item.plan_id = $1 and item.code = entry->>'code'
	 cross join jsonb_array_elements_text(entry->'tags') with ordinality as one(code, position)
	  join tag on tag.plan_id = $1 and tag.code = one.code
), put as (
	insert into item_tag (item_id, tag_id, position)
	select item_id, tag_id, position from wanted
	on conflict (item_id, tag_id) do update set position = excluded.position
)
delete from item_tag
 using item
 where item.id = item_tag.item_id and item.plan_id = $1
   and item.code in (select entry->>'code' from jsonb_array_elements($2) as entry)
   and not exists (select from wanted where wanted.item_id = item_tag.item_id and wanted.tag_id = item_tag.tag_id)
