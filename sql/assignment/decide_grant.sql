-- Notes what became of a role that was asked for. Whoever decides is neither who asked nor who gets it; withdrawing is for who
-- asked. A granted one is told by its assignment.
-- in: request bigint, state text, actor bigint, remark text, summary text
with actor as (
	select id, name from account where id = $3
), told as (
	insert into event (action, account_id, actor, subject_id, reason)
	select case $2 when 'refused' then 'refuse grant' else 'withdraw grant' end, actor.id, actor.name, grant_request.account_id,
	       $5 || coalesce(E'\n' || nullif($4, ''), '')
	  from grant_request, actor
	 where grant_request.id = $1 and grant_request.state = 'waiting' and grant_request.account_id <> $3
	   and ($2 = 'withdrawn') = (grant_request.asked_by = $3) and $2 <> 'granted'
)
update grant_request set state = $2, decided_by = $3, decided_at = now(), remark = nullif($4, '')
 where id = $1 and state = 'waiting' and account_id <> $3 and ($2 = 'withdrawn') = (asked_by = $3)
