-- Who uses a session, with what they may do today: one row for each role that holds, their own
-- first, then those lent by who is away; or one row without. A session that has steps to do has no roles; one to whose account a
-- role came meanwhile that needs a second factor has that step to do. Where they act as one of their posts, the rights of this
-- transaction are that post's.
-- in: key text
-- out: session_row
select account.id as account_id, account.login, account.name, account.language, account.department_id,
       department.title as department, session.seen_at, at.step,
       held.assignment_id is not null as is_assigned, coalesce(held.role, 'auditor') as role,
       held.department_id as role_department_id, held.body_id as role_body_id,
       coalesce(role_department.title, role_body.title) as scope, held.for_id, other.name as for_name,
       post_of(held.role, held.department_id, held.body_id) as post, acting.post as acting,
       set_config('chosho.acting', case when acting.post is null then '' else account.id::text end, true)
       || set_config('chosho.post', coalesce(acting.post, ''), true) as rights
  from session
  join account on account.id = session.account_id and may_sign_in(account)
 cross join lateral (
       select case when session.step = 'in' and (select bool_or(needs_second_factor) from role_setting)
                    and not exists (select from second_factor where second_factor.account_id = session.account_id)
                    and exists (select from held any_role join role_setting using (role)
                                 where any_role.account_id = session.account_id and role_setting.needs_second_factor) then 'enrol'
                   else session.step end as step offset 0) at
  left join department_name department on department.department_id = account.department_id
        and fiscal_year(current_date) between department.first_year and department.last_year
  left join held on held.account_id = account.id and at.step = 'in'
  left join lateral (
       select session.post
        where exists (select from held own
                       where own.account_id = account.id and at.step = 'in'
                         and post_of(own.role, own.department_id, own.body_id) = session.post)) acting on true
  left join account other on other.id = held.for_id
  left join department_name role_department on role_department.department_id = held.department_id
        and fiscal_year(current_date) between role_department.first_year and role_department.last_year
  left join body role_body on role_body.id = held.body_id
 where session.key_hash = $1
   and session.expires_at > now()
   and session.seen_at > now() - interval '2 hours'
 order by held.for_id is not null, held.assignment_id
