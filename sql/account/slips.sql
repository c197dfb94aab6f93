-- The one-time passwords that were made together, for who made them, for a day; those that were used or replaced are gone.
-- in: batch text, viewer bigint
-- out: slip
select invitation.id, invitation.account_id, invitation.salt, account.login, account.name, department.title as department, invitation.ends_at
  from invitation
  join account on account.id = invitation.account_id
  left join department_today department on department.id = account.department_id
 where invitation.batch = $1 and invitation.made_by = $2 and invitation.kind = 'slip' and invitation.at > now() - interval '24 hours'
   and invitation.used_at is null and invitation.ends_at > now()
 order by account.department_id nulls last, coalesce(account.kana, account.name), account.id
