-- Stops an account: nobody signs in with it, its sessions end (by trigger), and one-time passwords are worth nothing. Whoever
-- stops must be able to sign in still: two administrators cannot stop each other.
-- in: account bigint, version bigint, actor bigint, reason text
with stopped as (
	update account set stopped_at = now(), version = version + 1
	 where id = $1 and version = $2 and stopped_at is null and id <> $3
	   and exists (select from account actor where actor.id = $3 and may_sign_in(actor))
	returning id
), replaced as (
	update invitation set used_at = now() where used_at is null and account_id in (select id from stopped)
)
insert into event (action, account_id, actor, subject_id, reason)
select 'stop account', actor.id, actor.name, stopped.id, $4 from stopped, account actor where actor.id = $3
