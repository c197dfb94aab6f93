-- Stops an account at the command line: its sessions end (by trigger), and one-time passwords are worth nothing.
-- in: login text, actor text, reason text
with replaced as (
	update invitation set used_at = now() from account
	 where invitation.used_at is null and invitation.account_id = account.id and account.login = $1
), told as (
	insert into event (action, actor, subject_id, reason)
	select 'stop account', $2, account.id, $3 from account where account.login = $1 and account.stopped_at is null
)
update account set stopped_at = now(), version = version + 1 where login = $1 and stopped_at is null
