-- Whose absence can be entered: the one asked for, or everybody who decides somewhere from now on.
-- in: account bigint, all boolean
-- out: absence_person
select account.id, account.name,
       string_agg(distinct coalesce(department.title, body.title), '、') as place
  from account
  join assignment on assignment.account_id = account.id
  left join department_today department on department.id = assignment.department_id
  left join body on body.id = assignment.body_id
 where may_sign_in(account) and (assignment.until_on is null or assignment.until_on >= current_date)
   and (account.id = $1 or ($2 and assignment.role in ('author', 'head', 'chair', 'deputy')))
 group by account.id
 order by min(assignment.department_id), account.name, account.id
