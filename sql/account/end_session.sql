-- Ends a session.
-- in: key_hash text
delete from session where key_hash = $1
