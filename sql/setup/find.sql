-- Is this installation set up, and if not: the code that lets somebody do it, and the municipality that is there already.
-- out: setup_state
select exists (select from assignment where role = 'administrator') as is_set_up,
       (select code_hash from setup_code where ends_at > now()) as code_hash,
       coalesce((select failures from setup_code), 0) as failures,
       coalesce((select extract(epoch from now() - latest_at)::bigint from setup_code), 0) as seconds_since,
       (select string_agg(title, '、' order by id) from organization) as organization
