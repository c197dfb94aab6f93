-- The first administrator, with the municipality where there is none yet. No row: there is an administrator already, or another
-- municipality. The statement before it took the lock.
-- in: organization text, login text, name text, password_hash text, language text
-- out: first_begun
with made as (
	insert into organization (title) select $1 where not exists (select from organization) returning id
), place as (
	select id from made union all select id from organization where title = $1
), someone as (
	insert into account (login, name, password_hash, language, organization_id)
	select $2, $3, $4, $5, place.id from place
	 where not exists (select from assignment where role = 'administrator')
	returning id
), told as (
	insert into event (action, account_id, actor, subject_id, reason) select 'set up', id, $3, id, $1 from someone
), assigned as (
	insert into assignment (account_id, role) select id, 'administrator' from someone
), used as (
	delete from setup_code where exists (select from someone)
)
select id from someone
