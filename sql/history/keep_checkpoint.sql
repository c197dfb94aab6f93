-- Writes a checkpoint.
-- in: number bigint, at timestamp with time zone, previous text, hash text, key text, signature text
insert into checkpoint (number, at, previous, hash, key, signature) values ($1, $2, $3, $4, $5, $6)
