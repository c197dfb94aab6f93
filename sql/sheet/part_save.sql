-- Keeps what a contributing department typed, unless somebody changed its part meanwhile.
-- in: part bigint, version bigint, content jsonb, nothing text, account bigint
update part
   set content = $3, nothing = nullif($4, ''), saved_by = $5, saved_at = now(), version = version + 1
 where number = $1 and version = $2 and state = 'open'
