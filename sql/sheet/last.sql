-- What the same item's sheet said in the latest earlier round that was settled.
-- in: sheet bigint
-- out: earlier
select earlier.id as sheet_id, earlier.content::text as content, before.title as round_title, before.fiscal_year
  from sheet
  join round on round.id = sheet.round_id
  join sheet earlier on earlier.item_id = sheet.item_id and earlier.id <> sheet.id and earlier.state = 'settled'
  join round before on before.id = earlier.round_id
 where sheet.id = $1
   and (before.fiscal_year, before.position) < (round.fiscal_year, round.position)
 order by before.fiscal_year desc, before.position desc
 limit 1
