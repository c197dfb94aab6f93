-- Takes a role back that has not begun: nobody ever held it. Its record stays.
-- in: account bigint, assignment bigint, version bigint, actor bigint, words text
with gone as (
	delete from assignment
	 where account_id = $1 and id = $2 and version = $3 and account_id <> $4 and from_on > current_date
	returning account_id, assignment_words(assignment) as words
)
insert into event (action, account_id, actor, subject_id, reason)
select 'end role', actor.id, actor.name, gone.account_id, gone.words || coalesce(E'\n' || nullif($5, ''), '')
  from gone, account actor where actor.id = $4
