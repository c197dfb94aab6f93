-- Puts a notice down for one person.
-- in: account bigint, text text, address text
insert into notice (account_id, text, address) values ($1, $2, nullif($3, ''))
