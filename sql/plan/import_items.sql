-- Makes or renews a plan's items. What they hang under and repeat follows when all are there.
-- in: plan bigint, list jsonb
insert into item (plan_id, code, position, level, number, title, goal, description, is_priority, is_evaluated)
select $1, entry.value->>'code', entry.position, (entry.value->>'level')::int, coalesce(entry.value->>'number', ''),
       entry.value->>'title', entry.value->>'goal', entry.value->>'description',
       (entry.value->>'priority')::boolean, (entry.value->>'evaluated')::boolean
  from jsonb_array_elements($2) with ordinality as entry(value, position)
on conflict (plan_id, code) do update
   set position = excluded.position, level = excluded.level, number = excluded.number, title = excluded.title,
       goal = excluded.goal, description = excluded.description, is_priority = excluded.is_priority,
       is_evaluated = excluded.is_evaluated
