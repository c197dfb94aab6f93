-- The fields of the form that a review's stage has of its own, in order, one row per value of a choice.
-- in: review bigint
-- out: field_row
select form_field.code, form_field.title, form_field.help, form_field.type, form_field.is_required,
       form_field.max_chars, form_field.is_published, scale_value.code as choice_code, scale_value.label as choice_label
  from review
  join stage on stage.id = review.stage_id
  join form_field on form_field.form_id = stage.form_id
  left join scale_value on scale_value.scale_id = form_field.scale_id
 where review.id = $1 and form_field.type in ('text', 'choice')
 order by form_field.position, scale_value.position
