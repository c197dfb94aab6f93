-- What happened to a sheet, the latest first.
-- in: sheet bigint, limit bigint
-- out: event
select event.id, event.at, event.action, event.actor, event.edition, event.stage, event.reason
  from event
 where event.sheet_id = $1
 order by event.id desc
 limit $2
