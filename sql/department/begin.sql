-- Plans a change of departments, and keeps how those that it touches were: the given ones, and those that hang under one that ends.
-- in: organization bigint, kind text, year bigint, touched bigint[], ending bigint[], founded bigint[], summary text, account bigint, actor text
-- out: department_key
with touched as (
	select distinct id
	  from (select unnest($4) as id
	         union all
	        select department_id from department_name where parent_id = any ($5) and $3 between first_year and last_year) here
), grown as (
	update organization set departments_version = departments_version + 1 where id = $1
), kept as (
	insert into department_change (organization_id, kind, year, touched, before, summary, made_by)
	select $1, $2, $3, (select array_agg(id order by id) from touched),
	       departments_as_they_are((select array_agg(id) from touched where id <> all ($6))), $7, nullif($8, 0)
	returning id
), told as (
	insert into event (action, account_id, actor, department_id, reason)
	select 'plan reorganize', nullif($8, 0), $9, id, $7 from touched order by id
)
select id from kept
