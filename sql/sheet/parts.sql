-- What the contributing departments wrote into a sheet.
-- in: sheet bigint
-- out: part
select department.title as department, part.content::text as content
  from part
  join sheet on sheet.id = part.sheet_id
  join department on department.id = part.department_id
  left join item_department on item_department.item_id = sheet.item_id
        and item_department.department_id = part.department_id
 where part.sheet_id = $1 and part.content <> '{}'
 order by item_department.position
