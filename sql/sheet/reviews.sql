-- How a sheet was judged, stage by stage, in the order of arrival.
-- in: sheet bigint
-- out: judgement
select review.id, review.state, review.edition, review.kind, review.content::text as content,
       stage.title as stage_title, stage.position as stage_position,
       coalesce(body.title, department.title) as desk, review.department_id, review.body_id,
       review.reason, array_to_string(review.marks, E'\n') as marks, review.arrived_at, review.decided_at, review.due_on,
       decider.name as decider, review.decided_by
  from review
  join stage on stage.id = review.stage_id
  left join body on body.id = review.body_id
  left join department on department.id = review.department_id
  left join account decider on decider.id = review.decided_by
 where review.sheet_id = $1
 order by review.id
