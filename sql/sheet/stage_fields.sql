-- The fields of the forms that the stages of a sheet's round have of their own, one row per value of a choice.
-- in: sheet bigint
-- out: stage_field_row
select stage.position as stage_position, form_field.code, form_field.title, form_field.type,
       scale_value.code as choice_code, scale_value.label as choice_label
  from sheet
  join stage on stage.round_id = sheet.round_id
  join form_field on form_field.form_id = stage.form_id
  left join scale_value on scale_value.scale_id = form_field.scale_id
 where sheet.id = $1
 order by stage.position, form_field.position, scale_value.position
