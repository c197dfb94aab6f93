-- The stages of a round at which a body decides, and how many sheets each of them looks at; null: all.
-- in: round bigint
-- out: stage_line
select stage.id, stage.title, body.title as body, stage.selected_at, chooser.name as chooser,
       (select count(*) from stage_item where stage_item.stage_id = stage.id) as selected
  from stage
  join round on round.id = stage.round_id and not round.is_history
  left join body on body.id = stage.body_id
  left join account chooser on chooser.id = stage.selected_by
 where stage.round_id = $1 and stage.kind = 'body'
 order by stage.position
