-- Who uses a session, with what they may do today: one row for each role that holds, their own
-- first, then those lent by who is away; or one row without. A session that has steps to do has no roles.
-- in: key text
-- out: session_row
select account.id as account_id, account.login, account.name, account.language, account.department_id,
       department.title as department, session.seen_at, session.step,
       duty.assignment_id is not null as is_assigned, coalesce(duty.role, 'auditor') as role,
       duty.department_id as role_department_id, duty.body_id as role_body_id,
       coalesce(role_department.title, role_body.title) as scope, duty.for_id, other.name as for_name
  from session
  join account on account.id = session.account_id and may_sign_in(account)
  left join department_name department on department.department_id = account.department_id
        and fiscal_year(current_date) between department.first_year and department.last_year
  left join duty on duty.account_id = account.id and session.step = 'in'
  left join account other on other.id = duty.for_id
  left join department_name role_department on role_department.department_id = duty.department_id
        and fiscal_year(current_date) between role_department.first_year and role_department.last_year
  left join body role_body on role_body.id = duty.body_id
 where session.key_hash = $1
   and session.expires_at > now()
   and session.seen_at > now() - interval '2 hours'
 order by duty.for_id is not null, duty.assignment_id
