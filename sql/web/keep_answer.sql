-- Remembers the address that the answer to a form leads to, for the same form sent again.
-- in: key text, answer text
update web_form_key set answer = $2 where key = $1
