-- Changes what a meeting is called and when it is, until it is signed off.
-- in: meeting bigint, version bigint, title text, number text, place text, is_written boolean, held_on date, until_on date, shows_names boolean, account bigint, actor text
with changed as (
	update meeting
	   set title = $3, number = $4, place = $5, is_written = $6, held_on = $7, until_on = $8, shows_names = $9,
	       version = version + 1
	 where id = $1 and version = $2 and state <> 'signed'
	returning id
)
insert into event (action, account_id, actor, meeting_id, reason)
select 'plan meeting', $10, $11, id, $3 from changed
