-- Notes that a mail was taken by the mail server.
-- in: mail bigint
update mail set sent_at = now(), failure = null where id = $1 and sent_at is null
