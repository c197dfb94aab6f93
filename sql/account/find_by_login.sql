-- The account of a login.
-- in: login text
-- out: rescued
select id, name from account where login = $1
