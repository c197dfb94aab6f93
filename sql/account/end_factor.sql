-- Takes somebody's second factor away: they themselves, or an administrator. Their sessions end.
-- in: account bigint, by bigint, actor text
with gone as (
	delete from second_factor where account_id = $1 returning account_id
)
insert into event (action, account_id, actor, subject_id) select 'end second factor', nullif($2, 0), $3, account_id from gone
