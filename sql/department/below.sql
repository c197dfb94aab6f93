-- Does a department hang under one of others, or is it one of them, in a year?
-- in: department bigint, others bigint[], year bigint
-- out: department_done
with recursive up (id) as (
	select $1
	union
	select department_name.parent_id
	  from up
	  join department_name on department_name.department_id = up.id and department_name.parent_id is not null
	                      and $3 between department_name.first_year and department_name.last_year
)
select exists (select from up where id = any ($2)) as yes
