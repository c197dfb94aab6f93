-- What waits for people by name or by their post on the day that they go: sheets that they are in charge of, absences in which they
-- decide for somebody, and what lies before the department that they head.
-- in: accounts jsonb, day date
-- out: transfer_waiting
with people as (select jsonb_array_elements_text($1)::bigint as id)
select people.id as account_id, 'sheet' as kind, count(*) as number,
       min(coalesce(item.number || ' ', '') || item.title) as example
  from people
  join sheet on sheet.in_charge_id = people.id and sheet.state in ('draft', 'returned', 'reviewing')
  join item on item.id = sheet.item_id
 group by people.id
 union all
select people.id, 'absence', count(*), min(account.name)
  from people
  join absence on absence.deputy_id = people.id and absence.ended_at is null and absence.until_on >= $2
  join account on account.id = absence.account_id
 group by people.id
 union all
select people.id, 'review', count(distinct review.id), min(item.title)
  from people
  join assignment on assignment.account_id = people.id and assignment.role = 'head' and assignment.from_on < $2
   and (assignment.until_on is null or assignment.until_on >= $2 - 1)
  join review on review.kind = 'head' and review.department_id = assignment.department_id and review.state = 'waiting'
  join sheet on sheet.id = review.sheet_id
  join item on item.id = sheet.item_id
 group by people.id
 union all
select people.id, 'meeting', count(distinct meeting.id), min(meeting.title)
  from people
  join assignment on assignment.account_id = people.id and assignment.role in ('chair', 'deputy') and assignment.from_on < $2
   and (assignment.until_on is null or assignment.until_on >= $2 - 1)
  join meeting on meeting.body_id = assignment.body_id and meeting.state <> 'signed'
 group by people.id
 order by 1, 2
