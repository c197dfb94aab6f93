-- Puts a mail down to be sent.
-- in: account bigint, address text, subject text, body text, invitation bigint, hours bigint
insert into mail (account_id, address, subject, body, invitation_id, ends_at)
values (nullif($1, 0), $2, $3, $4, nullif($5, 0), now() + make_interval(hours => $6::integer))
