-- Ends one session of an account, or (0) all, but for the one that asks.
-- in: account bigint, session bigint, key_hash text
delete from session where account_id = $1 and ($2 = 0 or id = $2) and key_hash <> $3
