-- A department ends with the year before; what hangs under it hangs under its successor (0: where it hung itself) from then on.
-- in: department bigint, year bigint, heir bigint
-- out: department_count
with ended as (
	update department set last_year = $2 - 1 where id = $1
)
select count(department_is_called(below.department_id, $2::integer, below.title,
                                  case when $3 <> 0 and $3 <> below.department_id then $3 else own.parent_id end)) as count
  from department_name below
  join department_name own on own.department_id = $1 and $2 between own.first_year and own.last_year
 where below.parent_id = $1 and $2 between below.first_year and below.last_year
