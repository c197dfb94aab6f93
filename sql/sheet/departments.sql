-- The departments that lead sheets of a round which the viewer may see, for the filter.
-- in: viewer bigint, round bigint
-- out: department_option
select department.id, department.title
  from department
 where exists (select from sheet
                where sheet.round_id = $2 and sheet.department_id = department.id
                  and exists (select from sight where sight.account_id = $1 and sight.sheet_id = sheet.id))
 order by department.id
