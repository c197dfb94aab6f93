-- Whom a department came after, and who came or will come after it.
-- in: department bigint
-- out: department_kin
select kin.id, name.title, kin.year::bigint, kin.is_before, kin.state = 'planned' as is_planned
  from (select from_id as id, year, true as is_before, state
          from department_succession join department_change on department_change.id = change_id
         where to_id = $1 and from_id <> $1 and state <> 'undone'
         union all
        select to_id, year, false, state
          from department_succession join department_change on department_change.id = change_id
         where from_id = $1 and to_id <> $1 and state <> 'undone') kin
  join department_name name on name.department_id = kin.id
        and kin.year - case when kin.is_before then 1 else 0 end between name.first_year and name.last_year
 order by kin.is_before desc, kin.year, kin.id
