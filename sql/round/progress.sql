-- How far each department's sheets of a round have come, and how many parts it still owes to the sheets of others.
-- in: round bigint
-- out: progress_line
select department.id as department_id, department.title as department, counted.sheets, counted.untouched, counted.drafts,
       counted.reviewing, counted.returned, counted.settled, counted.excluded, counted.late, counted.days_late,
       owed.parts_open,
       counted.settled < counted.sheets
       and not exists (select from holder where holder.role = 'author' and holder.department_id = department.id) as is_vacant
  from (select sheet.department_id, count(*) filter (where state <> 'excluded') as sheets,
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
         group by sheet.department_id) counted
  full join (select part.department_id, count(*) as parts_open
               from sheet join part on part.sheet_id = sheet.id and part.state = 'open'
              where sheet.round_id = $1 and sheet.state in ('draft', 'returned')
              group by part.department_id) owed on owed.department_id = counted.department_id
  join department on department.id = coalesce(counted.department_id, owed.department_id)
 order by department.id
