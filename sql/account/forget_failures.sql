-- Forgets failed tries after a successful one.
-- in: login_hash text
delete from sign_in_failure where login_hash = $1
