-- Who writes for which department of a sheet's municipality today: to whom the sheet can be given.
-- in: sheet bigint
-- out: assignee
select distinct department.id as department_id, department.title as department, account.id as account_id, account.name
  from sheet
  join department lead on lead.id = sheet.department_id
  join department_today department on department.organization_id = lead.organization_id
  join held on held.department_id = department.id and held.role = 'author'
  join account on account.id = held.account_id and account.stopped_at is null
 where sheet.id = $1
 order by department.id, account.id
