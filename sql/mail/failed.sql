-- Notes why a mail was not taken; it is tried again, or given up.
-- in: mail bigint, failure text, give_up boolean
update mail set failure = $2, given_up_at = case when $3 then now() end where id = $1 and sent_at is null
