-- What earlier stages recorded about the sheets of a meeting, by their own forms, in words: 内部評価 B 一定の成果.
-- in: meeting bigint
-- out: paper_record
with this as (
	select id, state, freezing, stage_id, body_id from meeting where id = $1
), listed as (
	select paper.review_id
	  from this join paper on paper.meeting_id = this.id and paper.freezing = this.freezing
	 where this.state <> 'planned'
	union all
	select review.id
	  from this
	  join review on review.state = 'waiting' and review.kind = 'body' and review.desk = this.body_id
	             and review.stage_id = this.stage_id
	 where this.state = 'planned'
)
select here.id as review_id, before.id as record_id, stage.title as stage, coalesce(body.title, department.title) as desk,
       form_field.title as field, form_field.type = 'choice' as is_choice,
       before.content->>form_field.code as value, scale_value.label
  from listed
  join review here on here.id = listed.review_id
  join stage this_stage on this_stage.id = here.stage_id
  join review before on before.sheet_id = here.sheet_id and before.edition = here.edition and before.pass < here.pass
                    and before.state in ('approved', 'deferred') and before.content <> '{}'
  join stage on stage.id = before.stage_id and stage.position < this_stage.position
  join form_field on form_field.form_id = stage.form_id
  left join scale_value on scale_value.scale_id = form_field.scale_id
                       and scale_value.code = before.content->>form_field.code
  left join body on body.id = before.body_id
  join round on round.id = here.round_id
  left join department_name department on department.department_id = before.department_id
        and round.fiscal_year between department.first_year and department.last_year
 where coalesce(before.content->>form_field.code, '') <> ''
 order by here.id, stage.position, before.id, form_field.position
