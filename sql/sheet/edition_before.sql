-- What an edition is held against for a viewer: the latest earlier one that they have read, or else the one before it.
-- in: sheet bigint, number bigint, viewer bigint
-- out: edition
select edition.number, edition.content::text as content, edition.parts::text as parts, edition.parts_reason, reading.at is not null as is_read
  from edition
  left join reading on reading.account_id = $3 and reading.sheet_id = $1 and reading.edition = edition.number
 where edition.sheet_id = $1 and edition.number < $2
   and exists (select from edition_sight
                where edition_sight.account_id = $3 and edition_sight.sheet_id = $1
                  and edition_sight.number = edition.number)
 order by reading.at is not null desc, edition.number desc
 limit 1
