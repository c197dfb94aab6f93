-- Lists the stages of a plan's rounds: the route that sheets take.
-- in: plan bigint
-- out: plan_stage
select stage.id, stage.kind = 'body' and not round.is_history as shows_selection, stage.round_id, stage.position, stage.title, stage.kind = 'head' as is_head, body.title as body,
       stage.due_on, form.title as form,
       (select count(*) from stage_item where stage_item.stage_id = stage.id) as selected,
       (select string_agg(concat(tag.title, ' → ', routed.title), E'\n' order by stage_route.position)
          from stage_route
          join tag on tag.id = stage_route.tag_id
          join body routed on routed.id = stage_route.body_id
         where stage_route.stage_id = stage.id) as routes
  from stage
  join round on round.id = stage.round_id
  left join body on body.id = stage.body_id
  left join form on form.id = stage.form_id
 where round.plan_id = $1
 order by stage.round_id, stage.position
