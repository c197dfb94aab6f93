-- Writes a plan's rounds with their stages.
-- in: plan bigint
-- out: package_rows
with stages as (
	select stage.round_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
		'code', stage.code, 'title', stage.title, 'kind', stage.kind, 'body', body.code,
		'routes', (select jsonb_agg(jsonb_build_object('tag', tag.code, 'body', routed.code)
		                            order by stage_route.position)
		             from stage_route
		             join tag on tag.id = stage_route.tag_id
		             join body routed on routed.id = stage_route.body_id
		            where stage_route.stage_id = stage.id),
		'due_on', stage.due_on, 'form', form.code,
		'items', (select jsonb_agg(item.code order by stage_item.position)
		            from stage_item join item on item.id = stage_item.item_id
		           where stage_item.stage_id = stage.id))) order by stage.position) as list
	  from stage
	  join round on round.id = stage.round_id
	  left join body on body.id = stage.body_id
	  left join form on form.id = stage.form_id
	 where round.plan_id = $1
	 group by stage.round_id
)
select coalesce(jsonb_agg(jsonb_build_object(
	'code', round.code, 'title', round.title, 'fiscal_year', round.fiscal_year, 'term', round.term,
	'form', form.code, 'opens_on', round.opens_on, 'due_on', round.due_on, 'late', round.late,
	'history', round.is_history, 'stages', coalesce(stages.list, '[]'))
	order by round.position, round.id), '[]')::text as rows
  from round
  join form on form.id = round.form_id
  left join stages on stages.round_id = round.id
 where round.plan_id = $1
