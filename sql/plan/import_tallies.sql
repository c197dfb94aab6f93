-- Makes or renews a plan's count tables.
-- in: plan bigint, list jsonb
insert into tally (plan_id, code, position, item_id, title, unit, row_titles, column_titles)
select $1, entry.value->>'code', entry.position, item.id, entry.value->>'title', entry.value->>'unit',
       array(select jsonb_array_elements_text(entry.value->'rows')),
       array(select jsonb_array_elements_text(entry.value->'columns'))
  from jsonb_array_elements($2) with ordinality as entry(value, position)
  join item on item.plan_id = $1 and item.code = entry.value->>'item'
on conflict (plan_id, code) do update
   set position = excluded.position, item_id = excluded.item_id, title = excluded.title, unit = excluded.unit,
       row_titles = excluded.row_titles, column_titles = excluded.column_titles
