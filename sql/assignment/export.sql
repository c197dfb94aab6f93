-- The people of a list with each role that holds or is to come, for a file that can be imported again: one row for each role, the
-- first one of a person with their name.
-- in: text text, kana text, department bigint, role text, state text, limit bigint
-- out: roster_line
select account.login, account.name, account.kana, department.title as department, account.email,
       assignment.role as role_code, coalesce(target.title, body.title) as target, assignment.from_on, assignment.until_on,
       row_number() over (partition by account.id order by assignment.id) > 1 as is_further
  from accounts_found($1, $2, $3, $4, $5) account
  left join department_today department on department.id = account.department_id
  left join assignment on assignment.account_id = account.id and (assignment.until_on is null or assignment.until_on >= current_date)
  left join department_today target on target.id = assignment.department_id
  left join body on body.id = assignment.body_id
 order by coalesce(account.kana, account.name), account.id, assignment.id
 limit $6
