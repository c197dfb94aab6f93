-- Where sheets wait for a body: for which round, stage and body a meeting can be planned, and how many it has had.
-- out: target
select waiting.stage_id, waiting.body_id, round.id as round_id, round.fiscal_year, plan.title as plan, round.title as round,
       stage.title as stage, body.title as body, coalesce(stage.due_on, round.due_on) as due_on, waiting.sheets,
       (select count(*) from meeting where meeting.body_id = waiting.body_id and meeting.round_id = round.id) as meetings,
       (select count(*) from meeting
         where meeting.body_id = waiting.body_id and meeting.stage_id = waiting.stage_id
           and meeting.state <> 'signed') as under_way
  from (select review.stage_id, review.body_id, count(*) as sheets
          from review
         where review.state = 'waiting' and review.kind = 'body'
         group by review.stage_id, review.body_id) waiting
  join stage on stage.id = waiting.stage_id
  join round on round.id = stage.round_id
  join plan on plan.id = round.plan_id
  join body on body.id = waiting.body_id
 order by plan.position, round.position, stage.position, body.id
