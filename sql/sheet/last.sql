-- What the same item's sheet said in the latest earlier round that was settled; while that is corrected, what it had said.
-- in: sheet bigint
-- out: earlier
select earlier.id as sheet_id, coalesce(settled.content, earlier.content)::text as content, before.title as round_title, before.fiscal_year
  from sheet
  join round on round.id = sheet.round_id
  join sheet earlier on earlier.item_id = sheet.item_id and earlier.id <> sheet.id
       and earlier.settled_edition > 0 and earlier.state <> 'excluded'
  join round before on before.id = earlier.round_id
  left join edition settled on settled.sheet_id = earlier.id and settled.number = earlier.settled_edition and earlier.is_correction
 where sheet.id = $1
   and (before.fiscal_year, before.position) < (round.fiscal_year, round.position)
 order by before.fiscal_year desc, before.position desc
 limit 1
