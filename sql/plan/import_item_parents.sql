-- Hangs a plan's items under each other, and notes what they repeat.
-- in: plan bigint, list jsonb
update item
   set parent_id = parent.id, repeats_id = original.id
  from jsonb_array_elements($2) as entry
  left join item parent on parent.plan_id = $1 and parent.code = entry->>'parent'
  left join item original on original.plan_id = $1 and original.code = entry->>'repeats'
 where item.plan_id = $1 and item.code = entry->>'code'
   and (item.parent_id, item.repeats_id) is distinct from (parent.id, original.id)
