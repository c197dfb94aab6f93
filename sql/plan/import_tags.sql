-- Makes or renews a plan's tags.
-- in: plan bigint, list jsonb
insert into tag (plan_id, code, position, title, "group", mark)
select $1, entry.value->>'code', entry.position, entry.value->>'title', entry.value->>'group', entry.value->>'mark'
  from jsonb_array_elements($2) with ordinality as entry(value, position)
on conflict (plan_id, code) do update
   set position = excluded.position, title = excluded.title, "group" = excluded."group", mark = excluded.mark
