-- What somebody may do, did and will do: their assignments, those that hold first, then those to come, then the ended ones.
-- in: account bigint, limit bigint
-- out: person_role
select assignment.id, $1 as account_id, assignment.role, coalesce(department.title, body.title) as scope, assignment.from_on, assignment.until_on,
       current_date < assignment.from_on as is_coming, coalesce(assignment.until_on < current_date, false) as is_over,
       granted.name as granted_by, approved.name as approved_by, null::text as for_name
  from assignment
  left join department_today department on department.id = assignment.department_id
  left join body on body.id = assignment.body_id
  left join account granted on granted.id = assignment.granted_by
  left join account approved on approved.id = assignment.approved_by
 where assignment.account_id = $1
 order by coalesce(assignment.until_on < current_date, false), current_date < assignment.from_on, assignment.from_on desc, assignment.id
 limit $2
