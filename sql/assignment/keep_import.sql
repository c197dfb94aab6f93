-- Keeps a list of people for its sender to look at; earlier ones of a day ago are forgotten.
-- in: account bigint, file_name text, content text
-- out: added
with forgotten as (
	delete from account_import where at < now() - interval '24 hours'
)
insert into account_import (account_id, file_name, content) values ($1, $2, $3) returning id
