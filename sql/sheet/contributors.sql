-- The departments that have a part in a sheet, in the plan's order.
-- in: sheet bigint
-- out: contributor
select part.named_department_id as id, department.title
  from part
  join sheet on sheet.id = part.sheet_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = part.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join item_department on item_department.item_id = sheet.item_id
        and item_department.department_id = part.department_id
 where part.sheet_id = $1
 order by item_department.position, part.number
