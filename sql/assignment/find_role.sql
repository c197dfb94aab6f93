-- One role of somebody, to be ended.
-- in: account bigint, assignment bigint
-- out: held_role
select assignment.id, assignment.role, coalesce(department.title, body.title) as scope, assignment.from_on, assignment.until_on,
       assignment.version, assignment.from_on > current_date as is_coming, coalesce(assignment.until_on < current_date, false) as is_over
  from assignment
  left join department_today department on department.id = assignment.department_id
  left join body on body.id = assignment.body_id
 where assignment.account_id = $1 and assignment.id = $2
