-- Who uses a session, with what they may do today: one row for each assignment, or one without.
-- in: key text
-- out: session_row
select account.id as account_id, account.login, account.name, account.language, account.department_id,
       department.title as department, session.seen_at,
       assignment.id is not null as is_assigned, coalesce(assignment.role, 'auditor') as role,
       assignment.department_id as role_department_id, assignment.body_id as role_body_id,
       coalesce(role_department.title, role_body.title) as scope
  from session
  join account on account.id = session.account_id and account.stopped_at is null
  left join department on department.id = account.department_id
  left join assignment on assignment.account_id = account.id
   and assignment.from_on <= current_date and (assignment.until_on is null or assignment.until_on >= current_date)
  left join department role_department on role_department.id = assignment.department_id
  left join body role_body on role_body.id = assignment.body_id
 where session.key_hash = $1
   and session.expires_at > now()
   and session.seen_at > now() - interval '2 hours'
 order by assignment.id
