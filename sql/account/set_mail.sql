-- Where mail for somebody goes; the history says that it changed, and not where to.
-- in: account bigint, version bigint, email text, actor text
with changed as (
	update account set email = nullif($3, ''), version = version + 1 where id = $1 and version = $2 returning id
)
insert into event (action, account_id, actor, subject_id) select 'mail address', $1, $4, id from changed
