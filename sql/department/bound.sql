-- What keeps a planned change from being taken back: later changes of the same departments, and people who are to serve in one
-- that it founds.
-- in: change bigint
-- out: department_bound
select later.summary as change, null as person
  from department_change change
  join department_change later on later.id > change.id and later.state <> 'undone' and later.touched && change.touched
 where change.id = $1
 union all
select null, account.name
  from department_change change
  join assignment on assignment.department_id = any (change.touched)
       and not change.before->'years' ? assignment.department_id::text
  join account on account.id = assignment.account_id
 where change.id = $1
 limit 20
