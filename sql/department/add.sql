-- Founds a department that exists from a year on.
-- in: organization bigint, code text, title text, parent bigint, year bigint
-- out: department_key
with made as (
	insert into department (organization_id, code, first_year) values ($1, $2, $5) returning id
), called as (
	insert into department_name (department_id, title, parent_id) select id, $3, nullif($4, 0) from made
)
select id from made
