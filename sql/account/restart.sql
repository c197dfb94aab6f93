-- Lets a stopped account sign in again, with the roles that still hold.
-- in: account bigint, version bigint, actor bigint, reason text
with restarted as (
	update account set stopped_at = null, version = version + 1
	 where id = $1 and version = $2 and stopped_at is not null and id <> $3
	   and exists (select from account actor where actor.id = $3 and may_sign_in(actor))
	returning id
)
insert into event (action, account_id, actor, subject_id, reason)
select 'restart account', actor.id, actor.name, restarted.id, $4 from restarted, account actor where actor.id = $3
