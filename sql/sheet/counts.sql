-- How many sheets of a round the viewer may see, by state, for the filter.
-- in: viewer bigint, round bigint, department bigint
-- out: state_count
select sheet.state, count(*) as sheets
  from sheet
 where sheet.round_id = $2
   and ($3 = 0 or $3 in (sheet.named_department_id, sheet.department_id))
   and exists (select from sight where sight.account_id = $1 and sight.sheet_id = sheet.id)
 group by sheet.state
