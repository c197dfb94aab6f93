-- Puts one's own notice away, or with it all that are older.
-- in: viewer bigint, notice bigint, all boolean
update notice set seen_at = coalesce(seen_at, now())
 where account_id = $1 and (id = $2 or ($3 and seen_at is null and id < $2))
