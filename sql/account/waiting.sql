-- What waits with somebody today. is_alone: nobody else holds that post. kind: in_charge sheets they are in charge of; write,
-- review: at a desk of theirs; lent: somebody is away, and they decide; grant: roles for them that wait for an administrator.
-- in: account bigint
-- out: person_task
with held as (
	select assignment.role, assignment.department_id, assignment.body_id,
	       not exists (select from holder
	                    where holder.role = assignment.role and holder.account_id <> $1
	                      and holder.department_id is not distinct from assignment.department_id
	                      and holder.body_id is not distinct from assignment.body_id) as is_alone
	  from assignment
	 where assignment.account_id = $1
	   and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)
), tasks as (
	select 1 as position, 'in_charge' as kind, null as scope, count(*) as count, false as is_alone
	  from sheet where in_charge_id = $1 and state in ('draft', 'returned', 'reviewing')
	 union all
	select 2, 'write', department.title, (select count(*) from sheet join round on round.id = sheet.round_id
	                                       where sheet.department_id = held.department_id and sheet.state in ('draft', 'returned')
	                                         and round.opens_on <= current_date), held.is_alone
	  from held join department_today department on department.id = held.department_id where held.role = 'author'
	 union all
	select 3, 'review', coalesce(department.title, body.title),
	       (select count(*) from review
	         where review.state = 'waiting'
	           and review.kind = case held.role when 'head' then 'head' when 'secretariat' then 'secretariat' else 'body' end
	           and review.desk = coalesce(held.body_id, held.department_id, 0)), held.is_alone
	  from held
	  left join department_today department on department.id = held.department_id
	  left join body on body.id = held.body_id
	 where held.role in ('head', 'secretariat', 'chair', 'deputy')
	 union all
	select 4, 'administer', null, 0, held.is_alone from held where held.role = 'administrator' and held.is_alone
	 union all
	select 5, 'lent', other.name, 0, false
	  from absence join account other on other.id = absence.account_id
	 where absence.deputy_id = $1 and absence.ended_at is null and absence.until_on >= current_date
	 union all
	select 6, 'grant', null, count(*), false from grant_request where account_id = $1 and state = 'waiting'
)
select kind, scope, count, is_alone from tasks where count > 0 or is_alone or kind = 'lent' order by position, scope
