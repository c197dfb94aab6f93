-- The sessions of an account that go on, the latest used first.
-- in: account bigint, key_hash text
-- out: own_session
select id, browser, created_at, seen_at, key_hash = $2 as is_this
  from session
 where account_id = $1 and expires_at > now() and seen_at > now() - interval '2 hours'
 order by key_hash = $2 desc, seen_at desc, id desc
