-- For whom somebody decides meanwhile, and as what.
-- in: account bigint
-- out: person_role
select assignment.id, $1 as account_id, assignment.role, coalesce(department.title, body.title) as scope, absence.from_on, absence.until_on,
       current_date < absence.from_on as is_coming, false as is_over,
       null::text as granted_by, null::text as approved_by, other.name as for_name
  from absence
  join account other on other.id = absence.account_id
  join assignment on assignment.account_id = absence.account_id and assignment.role in ('head', 'chair', 'deputy')
                 and assignment.from_on <= absence.until_on and (assignment.until_on is null or assignment.until_on >= absence.from_on)
  left join department_today department on department.id = assignment.department_id
  left join body on body.id = assignment.body_id
 where absence.deputy_id = $1 and absence.ended_at is null and absence.until_on >= current_date
 order by absence.from_on, assignment.id
