-- The stages that a sheet goes through before the one of a review: where a return may lead to, the nearest first.
-- in: review bigint
-- out: stage_option
select stage.id, stage.title
  from review
  join stage this_stage on this_stage.id = review.stage_id
  join stage on stage.round_id = review.round_id and stage.position < this_stage.position
 where review.id = $1
   and exists (select from desk where desk.sheet_id = review.sheet_id and desk.stage_id = stage.id)
 order by stage.position desc
