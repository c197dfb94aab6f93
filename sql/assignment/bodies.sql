-- The bodies that somebody can have a role in.
-- out: account_place
select id, title from body order by id
