-- Adds an account, as an administrator or the operator (0) does: nobody can sign in with it before they have chosen a password.
-- in: login text, name text, kana text, department bigint, email text, language text, from_on date, until_on date, actor bigint
-- out: added
with added as (
	insert into account (login, name, kana, department_id, email, language, from_on, until_on, organization_id)
	select $1, $2, nullif($3, ''), nullif($4, 0), nullif($5, ''), $6, $7, $8,
	       coalesce((select organization_id from department where department.id = $4), actor.organization_id)
	  from acting($9) actor
	returning id
), told as (
	insert into event (action, account_id, actor, subject_id)
	select 'add account', actor.id, actor.name, added.id from added, acting($9) actor
)
select id from added
