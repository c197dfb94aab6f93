-- One edition of a sheet, if the viewer may read it, and whether they have.
-- in: sheet bigint, number bigint, viewer bigint
-- out: edition
select edition.number, edition.content::text as content, edition.parts::text as parts, edition.parts_reason,
       exists (select from reading
                where reading.account_id = $3 and reading.sheet_id = $1 and reading.edition = edition.number) as is_read
  from edition
 where edition.sheet_id = $1 and edition.number = $2
   and exists (select from edition_sight
                where edition_sight.account_id = $3 and edition_sight.sheet_id = $1 and edition_sight.number = $2)
