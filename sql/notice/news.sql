-- What somebody is told and has not put away yet; the newest first, with how many there are in all.
-- in: viewer bigint, limit bigint
-- out: told_line
select id, text, address as page_url, at, count(*) over () as total
  from notice
 where account_id = $1 and seen_at is null
 order by id desc
 limit $2
