-- Gives an account a role from today on.
-- in: account bigint, role text, department bigint, body bigint
insert into assignment (account_id, role, department_id, body_id) values ($1, $2, $3, $4)
