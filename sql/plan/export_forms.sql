-- Writes a plan's forms with their fields.
-- in: plan bigint
-- out: package_rows
select coalesce(jsonb_agg(jsonb_build_object('code', form.code, 'title', form.title, 'fields', (
	select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
		'code', form_field.code, 'title', form_field.title, 'help', form_field.help, 'type', form_field.type,
		'scale', scale.code, 'tally', tally.code, 'required', form_field.is_required,
		'max_chars', form_field.max_chars, 'published', form_field.is_published))
		order by form_field.position), '[]')
	  from form_field
	  left join scale on scale.id = form_field.scale_id
	  left join tally on tally.id = form_field.tally_id
	 where form_field.form_id = form.id)) order by form.position, form.id), '[]')::text as rows
  from form
 where form.plan_id = $1
