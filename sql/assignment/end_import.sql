-- Forgets a list that was imported.
-- in: import bigint
delete from account_import where id = $1
