-- Keeps what was typed, unless somebody changed the sheet meanwhile.
-- in: sheet bigint, version bigint, content jsonb, grade text, excerpt text, account bigint
update sheet
   set content = $3, grade = $4, excerpt = $5, saved_by = $6, saved_at = now(), version = version + 1
 where id = $1 and version = $2 and state in ('draft', 'returned')
