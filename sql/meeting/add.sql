-- Plans a meeting for what waits at a stage for a body.
-- in: stage bigint, body bigint, title text, number text, place text, is_written boolean, held_on date, until_on date, shows_names boolean, account bigint, actor text
-- out: meeting_made
with made as (
	insert into meeting (round_id, stage_id, body_id, title, number, place, is_written, held_on, until_on, shows_names, created_by)
	select stage.round_id, stage.id, $2, $3, $4, $5, $6, $7, $8, $9, $10
	  from stage
	 where stage.id = $1 and stage.kind = 'body'
	returning id
), noted as (
	insert into event (action, account_id, actor, meeting_id, reason)
	select 'plan meeting', $10, $11, id, $3 from made
)
select id from made
