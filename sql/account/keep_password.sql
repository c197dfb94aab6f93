-- Stores a password's hash anew, made with today's settings.
-- in: account bigint, password_hash text
update account set password_hash = $2 where id = $1
