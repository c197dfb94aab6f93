-- Keeps a package that was sent in until its sender has seen what it would do; those older than a day end here.
-- in: account bigint, file_name text, package text
-- out: plan_key
with ended as (
	delete from plan_upload where at < now() - interval '1 day'
)
insert into plan_upload (account_id, file_name, package) values ($1, $2, $3)
returning id
