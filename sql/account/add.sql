-- Adds an account.
-- in: login text, name text, department bigint, password_hash text
-- out: added
insert into account (login, name, department_id, password_hash) values ($1, $2, $3, $4) returning id
