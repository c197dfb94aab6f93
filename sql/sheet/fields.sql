-- The fields of a sheet's form in order, one row per value of a choice.
-- in: sheet bigint
-- out: field_row
select form_field.code, form_field.title, form_field.help, form_field.type, form_field.is_required,
       form_field.max_chars, form_field.is_published, scale_value.code as choice_code, scale_value.label as choice_label
  from sheet
  join round on round.id = sheet.round_id
  join form_field on form_field.form_id = round.form_id
  left join scale_value on scale_value.scale_id = form_field.scale_id
 where sheet.id = $1
 order by form_field.position, scale_value.position
