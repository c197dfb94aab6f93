-- What the contributing departments write into a sheet, and what stands of it in an edition (0: the latest). Parts that came
-- in settled before editions kept them are still as they came.
-- in: sheet bigint, edition bigint
-- out: part
select part.number as id, part.department_id, part.named_department_id, department.title as department, part.version, part.state,
       part.content::text as content, part.nothing, part.reason, hander.name as hander, part.handed_in_at,
       coalesce(edition.parts -> part.named_department_id::text,
                case when edition.parts = '{}' and part.state = 'in' and part.handed_in_at is null
                     then part.content end)::text as submitted,
       edition.parts_reason
  from part
  join sheet on sheet.id = part.sheet_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = part.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join item_department on item_department.item_id = sheet.item_id
        and item_department.department_id = part.department_id
  left join account hander on hander.id = part.handed_in_by
  left join edition on edition.sheet_id = sheet.id and edition.number = case when $2 = 0 then sheet.edition else $2 end
 where part.sheet_id = $1
 order by item_department.position, part.number
