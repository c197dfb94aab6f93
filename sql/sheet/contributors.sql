-- The departments that have a part in a sheet, in the plan's order.
-- in: sheet bigint
-- out: contributor
select department.id, department.title
  from part
  join sheet on sheet.id = part.sheet_id
  join department on department.id = part.department_id
  left join item_department on item_department.item_id = sheet.item_id
        and item_department.department_id = part.department_id
 where part.sheet_id = $1
 order by item_department.position, part.number
