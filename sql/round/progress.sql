-- How far each department's sheets of a round have come.
-- in: round bigint
-- out: progress_line
select department.id as department_id, department.title as department, counted.sheets, counted.untouched, counted.drafts,
       counted.reviewing, counted.returned, counted.settled, counted.excluded, counted.late, counted.days_late
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
  join department on department.id = counted.department_id
 order by department.id
