-- Replaces the fields of the forms in a package.
-- in: plan bigint, list jsonb
with wanted as (
	select form.id as form_id, one.value->>'code' as code, one.position, one.value->>'title' as title,
	       one.value->>'help' as help, one.value->>'type' as type, scale.id as scale_id, tally.id as tally_id,
	       (one.value->>'required')::boolean as is_required, (one.value->>'max_chars')::int as max_chars,
	       (one.value->>'published')::boolean as is_published
	  from jsonb_array_elements($2) as entry
	  join form on form.plan_id = $1 and form.code = entry->>'code'
	 cross join jsonb_array_elements(entry->'fields') with ordinality as one(value, position)
	  left join scale on scale.plan_id = $1 and scale.code = one.value->>'scale'
	  left join tally on tally.plan_id = $1 and tally.code = one.value->>'tally'
), put as (
	insert into form_field (form_id, code, position, title, help, type, scale_id, tally_id, is_required, max_chars,
	                        is_published)
	select form_id, code, position, title, help, type, scale_id, tally_id, is_required, max_chars, is_published
	  from wanted
	on conflict (form_id, code) do update
	   set position = excluded.position, title = excluded.title, help = excluded.help, type = excluded.type,
	       scale_id = excluded.scale_id, tally_id = excluded.tally_id, is_required = excluded.is_required,
	       max_chars = excluded.max_chars, is_published = excluded.is_published
)
delete from form_field
 using form
 where form.id = form_field.form_id and form.plan_id = $1
   and form.code in (select entry->>'code' from jsonb_array_elements($2) as entry)
   and not exists (select from wanted where wanted.form_id = form_field.form_id and wanted.code = form_field.code)
