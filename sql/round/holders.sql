-- Who has sheets of a round before them to judge, how many, and since when.
-- in: round bigint
-- out: holder_line
select stage.title as stage_title, stage.position as stage_position, held.kind, held.desk as desk_id,
       coalesce(body.title, department.title) as desk, held.sheets, held.since, held.due_on,
       greatest(current_date - held.due_on, 0) as days_late
  from (select review.stage_id, review.kind, review.desk, review.body_id, review.department_id, count(*) as sheets,
               min(review.arrived_at) as since, min(review.due_on) as due_on
          from review
         where review.round_id = $1 and review.state = 'waiting'
         group by review.stage_id, review.kind, review.desk, review.body_id, review.department_id) held
  join stage on stage.id = held.stage_id
  left join body on body.id = held.body_id
  left join department_today department on department.id = held.department_id
 order by stage.position, held.body_id, held.department_id
