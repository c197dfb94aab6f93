-- Makes or renews the departments of a municipality, by their codes.
-- in: organization bigint, list jsonb
insert into department (organization_id, code, title)
select $1, entry->>'code', entry->>'title'
  from jsonb_array_elements($2) as entry
on conflict (organization_id, code) do update set title = excluded.title where department.title <> excluded.title
