-- All that somebody was told, put away or not; the newest first.
-- in: viewer bigint, before bigint, limit bigint
-- out: told_line
select id, text, address as page_url, at, seen_at, seen_at is null as is_new
  from notice
 where account_id = $1 and ($2 = 0 or id < $2)
 order by id desc
 limit $3
