-- Replaces the targets of the indicators in a package. A target comes with the number that was read from its text.
-- in: plan bigint, targets jsonb
with entries as (
	select indicator.id as indicator_id, (entry->>'year')::int as fiscal_year, entry->>'text' as text,
	       (entry->>'number')::numeric as number, entry->>'comparison' as comparison
	  from jsonb_array_elements($2) as entry
	  join indicator on indicator.plan_id = $1 and indicator.code = entry->>'indicator'
), put as (
	insert into target (indicator_id, fiscal_year, text, number, comparison)
	select indicator_id, fiscal_year, text, number, comparison from entries where fiscal_year is not null
	on conflict (indicator_id, fiscal_year) do update
	   set text = excluded.text, number = excluded.number, comparison = excluded.comparison
)
delete from target
 where target.indicator_id in (select indicator_id from entries)
   and not exists (select from entries
                    where entries.indicator_id = target.indicator_id and entries.fiscal_year = target.fiscal_year)
