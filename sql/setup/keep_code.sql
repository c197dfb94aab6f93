-- Keeps a new set-up code; an earlier one is worth nothing from now on.
-- in: code_hash text, hours bigint
insert into setup_code (code_hash, ends_at) values ($1, now() + make_interval(hours => $2::integer))
    on conflict (is_one) do update
   set code_hash = excluded.code_hash, at = now(), ends_at = excluded.ends_at, failures = 0, latest_at = null
