-- In which language somebody is spoken to.
-- in: account bigint, language text
update account set language = $2 where id = $1
