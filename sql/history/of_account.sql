-- The latest events about a person: their account, their roles, their absences.
-- in: account bigint, limit bigint
-- out: event
select event.id, event.at, event.action, event.actor, 0::bigint as edition, null::text as stage, null::text as to_stage,
       event.for_name, null::text as part_department, event.reason
  from event where event.subject_id = $1 order by event.id desc limit $2
