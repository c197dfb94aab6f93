-- Makes or renews a plan from its package's own part.
-- in: organization bigint, plan jsonb
-- out: plan_key
insert into plan (code, title, organization_id, first_year, last_year, source)
select $2->>'code', $2->>'title', $1, ($2->>'first_year')::int, ($2->>'last_year')::int, $2->>'source'
on conflict (code) do update
   set title = excluded.title, organization_id = excluded.organization_id, first_year = excluded.first_year,
       last_year = excluded.last_year, source = excluded.source
returning id
