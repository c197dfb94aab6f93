-- Notes that a service has done its work just now, or what it could not do.
-- in: name text, detail text
insert into service (name, detail) values ($1, $2)
    on conflict (name) do update set at = now(), detail = excluded.detail
