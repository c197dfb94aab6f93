-- Notes a migration in the transaction that applies it.
-- in: name text, checksum text
insert into chosho.migration (name, checksum) values ($1, $2)
