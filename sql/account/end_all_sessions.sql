-- Ends all sessions of a person; what was typed there and not sent is carried over their next sign-in.
-- in: account bigint, actor bigint
with ended as (
	delete from session where account_id = $1
)
insert into event (action, account_id, actor, subject_id)
select 'end sessions', actor.id, actor.name, $1 from account actor where actor.id = $2
