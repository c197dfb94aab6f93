-- The rows and columns of the count tables that a sheet's form asks for, where the table belongs to the sheet's item.
-- in: sheet bigint
-- out: tally_title
select form_field.code as field, tally.title as tally, tally.unit, title.is_row, title.position, title.title
  from sheet
  join round on round.id = sheet.round_id
  join form_field on form_field.form_id = round.form_id
  join tally on tally.id = form_field.tally_id and tally.item_id = sheet.item_id
 cross join lateral (
       select true as is_row, position, title from unnest(tally.row_titles) with ordinality as t (title, position)
        union all
       select false, position, title from unnest(tally.column_titles) with ordinality as t (title, position)) title
 where sheet.id = $1
 order by form_field.position, title.is_row desc, title.position
