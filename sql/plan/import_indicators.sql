-- Makes or renews a plan's indicators. What they repeat follows when all are there.
-- in: plan bigint, list jsonb
insert into indicator (plan_id, code, position, item_id, activity, name, kind, unit)
select $1, entry.value->>'code', entry.position, item.id, entry.value->>'activity', entry.value->>'name',
       entry.value->>'kind', entry.value->>'unit'
  from jsonb_array_elements($2) with ordinality as entry(value, position)
  join item on item.plan_id = $1 and item.code = entry.value->>'item'
on conflict (plan_id, code) do update
   set position = excluded.position, item_id = excluded.item_id, activity = excluded.activity, name = excluded.name,
       kind = excluded.kind, unit = excluded.unit
