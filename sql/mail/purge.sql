-- Deletes what has done its service: mails sent or given up, notices put away, invitations that nobody can use any more.
with mails as (
	delete from mail where coalesce(sent_at, given_up_at) < now() - interval '90 days'
), notices as (
	delete from notice where seen_at < now() - interval '365 days'
)
delete from invitation where ends_at < now() - interval '90 days'
