-- Makes or renews a plan's rounds.
-- in: plan bigint, list jsonb
insert into round (plan_id, code, position, title, fiscal_year, term, form_id, opens_on, due_on, late, is_history)
select $1, entry.value->>'code', entry.position, entry.value->>'title', (entry.value->>'fiscal_year')::int,
       entry.value->>'term', form.id, (entry.value->>'opens_on')::date, (entry.value->>'due_on')::date,
       entry.value->>'late', coalesce((entry.value->>'history')::boolean, false)
  from jsonb_array_elements($2) with ordinality as entry(value, position)
  join form on form.plan_id = $1 and form.code = entry.value->>'form'
on conflict (plan_id, code) do update
   set position = excluded.position, title = excluded.title, fiscal_year = excluded.fiscal_year,
       term = excluded.term, form_id = excluded.form_id, opens_on = excluded.opens_on, due_on = excluded.due_on,
       late = excluded.late, is_history = excluded.is_history
