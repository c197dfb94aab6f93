-- Makes or renews a plan's scales; their values have a statement of their own.
-- in: plan bigint, list jsonb
insert into scale (plan_id, code, position, title)
select $1, entry.value->>'code', entry.position, entry.value->>'title'
  from jsonb_array_elements($2) with ordinality as entry(value, position)
on conflict (plan_id, code) do update set position = excluded.position, title = excluded.title
