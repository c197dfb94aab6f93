-- The administrators of today that may sign in, besides whoever asks and whom it is for: they can be the second one.
-- in: asked_by bigint, account bigint
-- out: approver
select distinct account.id, account.name, account.language
  from assignment join account on account.id = assignment.account_id and may_sign_in(account)
 where assignment.role = 'administrator' and account.id not in ($1, $2)
   and assignment.from_on <= current_date and (assignment.until_on is null or assignment.until_on >= current_date)
 order by account.id
