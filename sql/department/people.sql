-- Who serves in some departments today or from a later day on, and what waits with them by name.
-- in: departments bigint[], limit bigint
-- out: department_person
select assignment.id, assignment.account_id, account.name, assignment.role, department.title as department,
       assignment.from_on, coalesce(assignment.until_on, 'infinity') <> 'infinity' as ends, assignment.until_on,
       away.until_on as away_until, deputy.name as deputy
  from assignment
  join account on account.id = assignment.account_id and account.stopped_at is null
  join department_today department on department.id = assignment.department_id
  left join lateral (select absence.until_on, absence.deputy_id from absence
                      where absence.account_id = account.id and absence.ended_at is null
                        and current_date between absence.from_on and absence.until_on
                      order by absence.until_on desc limit 1) away on true
  left join account deputy on deputy.id = away.deputy_id
 where assignment.department_id = any ($1) and (assignment.until_on is null or assignment.until_on >= current_date)
 order by department.id, assignment.role = 'head' desc, account.id, assignment.id
 limit $2
