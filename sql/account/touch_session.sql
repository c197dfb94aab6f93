-- Notes that a session is in use.
-- in: key_hash text
update session set seen_at = now() where key_hash = $1
