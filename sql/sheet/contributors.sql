-- The departments whose parts may stand in an edition of a sheet, in the plan's order.
-- in: sheet bigint
-- out: contributor
select department.id, department.title
  from sheet
  join item_department on item_department.item_id = sheet.item_id
  join department on department.id = item_department.department_id
 where sheet.id = $1
 union all
select department.id, department.title
  from (select distinct jsonb_object_keys(edition.parts)::bigint as id from edition where edition.sheet_id = $1) written
  join department on department.id = written.id
 where not exists (select from sheet join item_department on item_department.item_id = sheet.item_id
                    where sheet.id = $1 and item_department.department_id = written.id)
