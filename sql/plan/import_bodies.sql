-- Makes or renews the bodies of a municipality, by their codes.
-- in: organization bigint, list jsonb
insert into body (organization_id, code, title)
select $1, entry->>'code', entry->>'title'
  from jsonb_array_elements($2) as entry
on conflict (organization_id, code) do update set title = excluded.title where body.title <> excluded.title
