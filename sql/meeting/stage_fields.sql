-- The fields of the form that the meeting's stage has of its own, in order, one row per value of a choice.
-- in: meeting bigint
-- out: field_row
select form_field.code, form_field.title, form_field.help, form_field.type, form_field.is_required,
       form_field.max_chars, form_field.is_published, scale_value.code as choice_code, scale_value.label as choice_label
  from meeting
  join stage on stage.id = meeting.stage_id
  join form_field on form_field.form_id = stage.form_id and form_field.type in ('text', 'choice')
  left join scale_value on scale_value.scale_id = form_field.scale_id
 where meeting.id = $1
 order by form_field.position, scale_value.position
