-- Lists the sheets that a plan has, and which of them people have begun to write.
-- in: plan bigint
-- out: sheet_there
select round.code as round, item.code as item,
       not (sheet.state = 'draft' and sheet.edition = 0 and sheet.saved_at is null) as is_begun
  from sheet
  join round on round.id = sheet.round_id
  join item on item.id = sheet.item_id
 where round.plan_id = $1
