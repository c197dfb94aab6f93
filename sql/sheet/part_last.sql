-- What the same department wrote into the same item's sheet in the latest earlier round that was settled.
-- in: part bigint
-- out: earlier
select earlier.id as sheet_id, theirs.content::text as content, before.title as round_title, before.fiscal_year
  from part
  join sheet on sheet.id = part.sheet_id
  join round on round.id = sheet.round_id
  join sheet earlier on earlier.item_id = sheet.item_id and earlier.id <> sheet.id and earlier.state = 'settled'
  join round before on before.id = earlier.round_id
  join part theirs on theirs.sheet_id = earlier.id and part.department_id in (theirs.department_id, theirs.named_department_id)
                  and theirs.content <> '{}'
 where part.number = $1
   and (before.fiscal_year, before.position) < (round.fiscal_year, round.position)
 order by before.fiscal_year desc, before.position desc, theirs.named_department_id = part.named_department_id desc, theirs.number
 limit 1
