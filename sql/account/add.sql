-- Adds an account at the command line.
-- in: login text, name text, department bigint, password_hash text, organization bigint, actor text, kana text
-- out: added
with added as (
	insert into account (login, name, department_id, password_hash, organization_id, kana)
	values ($1, $2, $3, $4, coalesce($5, (select min(id) from organization having count(*) = 1)), nullif($7, '')) returning id
), told as (
	insert into event (action, actor, subject_id) select 'add account', $6, id from added
)
select id from added
