-- What keeps a planned change from being taken back: later changes of the same departments, and people who are to serve in one
-- that it founds, or plans that name it already.
-- in: change bigint
-- out: department_bound
with founded as (
	select department.id
	  from department_change change
	  join department on department.id = any (change.touched) and not change.before->'years' ? department.id::text
	 where change.id = $1
)
select later.summary as change, null as person, null as plan
  from department_change change
  join department_change later on later.id > change.id and later.state <> 'undone' and later.touched && change.touched
 where change.id = $1
 union all
select null, account.name, null
  from account
 where account.department_id in (select id from founded)
    or exists (select from assignment where assignment.account_id = account.id and assignment.department_id in (select id from founded))
 union all
select null, null, plan.title
  from plan
 where exists (select from plan_department where plan_department.plan_id = plan.id and plan_department.department_id in (select id from founded))
 limit 20
