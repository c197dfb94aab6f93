-- Who could decide for somebody who is away: people of their department, heads of the municipality, people of their body. Nobody
-- who oversees: an administrator or auditor decides nothing. Nor whoever enters it: what somebody decides is not theirs to take.
-- in: account bigint, viewer bigint
-- out: absence_person
with lent as (
	select role, department_id, body_id from assignment
	 where account_id = $1 and role in ('head', 'chair', 'deputy') and (until_on is null or until_on >= current_date)
), held as (
	select assignment.account_id, assignment.role, assignment.department_id, assignment.body_id
	  from assignment
	 where current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)
), near as (
	select account.id from account join lent on lent.department_id = account.department_id
	 union
	select held.account_id
	  from lent
	  join department own on own.id = lent.department_id
	  join department other on other.organization_id = own.organization_id
	  join held on held.department_id = other.id and (held.role = 'head' or other.id = own.id)
	 union
	select held.account_id from lent join held on held.body_id = lent.body_id
)
select account.id, account.name, account.language,
       coalesce(department.title,
                (select body.title from held join body on body.id = held.body_id where held.account_id = account.id limit 1), '') as place
  from near
  join account on account.id = near.id and account.id not in ($1, $2) and may_sign_in(account)
  left join department_today department on department.id = account.department_id
 where not exists (select from held where held.account_id = account.id and held.role in ('administrator', 'auditor'))
 order by exists (select from lent where lent.department_id = account.department_id) desc, account.department_id, account.id
