-- Every role that is held on the eve of a day and goes on, or is to begin by that day.
-- in: day date, organization bigint
-- out: transfer_post
select assignment.id, assignment.account_id, assignment.role, coalesce(assignment.department_id, 0) as department_id,
       coalesce(assignment.body_id, 0) as body_id
  from assignment
  join account on account.id = assignment.account_id and account.stopped_at is null
   and (account.until_on is null or account.until_on >= $1)
 where assignment.from_on < $1 and (assignment.until_on is null or assignment.until_on >= $1)
   and ($2 = 0 or account.organization_id is null or account.organization_id = $2)
 order by assignment.id
