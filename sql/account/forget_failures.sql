-- Forgets failed tries after a successful one.
-- in: counted_as text
delete from sign_in_failure where login_hash = $1
