-- The departments that led sheets of a round which the viewer may see, as they were called then, for the filter.
-- in: viewer bigint, round bigint
-- out: department_option
select department.department_id as id, department.title
  from round
  join department_name department on round.fiscal_year between department.first_year and department.last_year
 where round.id = $2
   and exists (select from sheet
                where sheet.round_id = $2 and sheet.named_department_id = department.department_id
                  and exists (select from sight where sight.account_id = $1 and sight.sheet_id = sheet.id))
 order by department.department_id
