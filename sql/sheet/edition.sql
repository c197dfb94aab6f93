-- One edition of a sheet.
-- in: sheet bigint, number bigint
-- out: edition
select number, content::text as content, submitted_at, is_late from edition where sheet_id = $1 and number = $2
