-- The editions of a sheet that the viewer may read, the first one first, and which of them they have read.
-- in: sheet bigint, viewer bigint
-- out: edition_line
select edition.sheet_id, edition.number, edition.submitted_at, edition.is_late, edition.parts_reason, submitter.name as submitter,
       edition.number = sheet.settled_edition as is_settled,
       exists (select from reading
                where reading.account_id = $2 and reading.sheet_id = $1 and reading.edition = edition.number) as is_read
  from edition
  join sheet on sheet.id = edition.sheet_id
  left join account submitter on submitter.id = edition.submitted_by
 where edition.sheet_id = $1
   and exists (select from edition_sight
                where edition_sight.account_id = $2 and edition_sight.sheet_id = $1
                  and edition_sight.number = edition.number)
 order by edition.number
