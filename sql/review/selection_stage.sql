-- A body's stage whose sheets can be chosen 抽出, with what was chosen so far.
-- in: stage bigint
-- out: selection_stage
select stage.id, stage.title, body.title as body, stage.selection_version as version, stage.selection_reason as reason,
       chooser.name as chooser, stage.selected_at, round.id as round_id, round.title as round_title, round.fiscal_year,
       plan.title as plan_title,
       exists (select from stage_item where stage_item.stage_id = stage.id) as is_selected,
       exists (select from review
                where review.round_id = stage.round_id and review.stage_id = stage.id
                  and review.state in ('approved', 'returned', 'deferred')) as is_decided
  from stage
  join round on round.id = stage.round_id and not round.is_history
  join plan on plan.id = round.plan_id
  left join body on body.id = stage.body_id
  left join account chooser on chooser.id = stage.selected_by
 where stage.id = $1 and stage.kind = 'body'
