-- Begins a session of twelve hours at most.
-- in: key_hash text, account bigint
insert into session (key_hash, account_id, expires_at) values ($1, $2, now() + interval '12 hours')
