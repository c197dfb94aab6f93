-- How far each department's sheets of a round have come, and how many parts it still owes to the sheets of others: by the
-- department that they were made for and, where it has changed since, by who answers for them today.
-- in: round bigint
-- out: progress_line
select department.department_id, department.title as department, nullif(now.title, department.title) as department_now,
       counted.sheets, counted.untouched, counted.drafts,
       counted.reviewing, counted.returned, counted.settled, counted.excluded, counted.late, counted.days_late,
       owed.parts_open,
       counted.settled < counted.sheets
       and not exists (select from holder where holder.role = 'author' and holder.department_id = now.department_id) as is_vacant
  from (select sheet.named_department_id, sheet.department_id, count(*) filter (where state <> 'excluded') as sheets,
               count(*) filter (where state = 'draft' and version = 1 and excerpt is null and grade is null) as untouched,
               count(*) filter (where state = 'draft'
                                  and not (version = 1 and excerpt is null and grade is null)) as drafts,
               count(*) filter (where state = 'reviewing') as reviewing,
               count(*) filter (where state = 'returned') as returned,
               count(*) filter (where state = 'settled') as settled,
               count(*) filter (where state = 'excluded') as excluded,
               count(*) filter (where state in ('draft', 'returned') and due_on < current_date) as late,
               max(current_date - due_on)
                   filter (where state in ('draft', 'returned') and due_on < current_date) as days_late
          from sheet
         where sheet.round_id = $1
         group by sheet.named_department_id, sheet.department_id) counted
  full join (select part.named_department_id, part.department_id, count(*) as parts_open
               from sheet join part on part.sheet_id = sheet.id and part.state = 'open'
              where sheet.round_id = $1 and sheet.state in ('draft', 'returned')
              group by part.named_department_id, part.department_id) owed
         on owed.named_department_id = counted.named_department_id and owed.department_id = counted.department_id
  join round on round.id = $1
  join department_name department on department.department_id = coalesce(counted.named_department_id, owed.named_department_id)
        and round.fiscal_year between department.first_year and department.last_year
  join department_name now on now.department_id = coalesce(counted.department_id, owed.department_id)
        and fiscal_year(current_date) between now.first_year and now.last_year
 order by department.department_id, now.department_id
