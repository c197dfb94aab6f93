-- A list of people that waits for its sender.
-- in: import bigint, viewer bigint
-- out: roster_upload
select id, file_name, content from account_import where id = $1 and account_id = $2 and at > now() - interval '24 hours'
