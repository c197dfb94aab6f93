-- Asks for a role that a second administrator approves.
-- in: account bigint, role text, body bigint, from_on date, until_on date, reason text, asked_by bigint, summary text
-- out: added
with asked as (
	insert into grant_request (account_id, role, body_id, from_on, until_on, reason, asked_by)
	values ($1, $2, nullif($3, 0), $4, $5, $6, $7) returning id
), told as (
	insert into event (action, account_id, actor, subject_id, reason)
	select 'ask grant', actor.id, actor.name, $1, $8 || E'\n' || $6 from asked, account actor where actor.id = $7
)
select id from asked
