-- What became of a form that was sent with this key.
-- in: key text
-- out: form_key
select address, content, answer from web_form_key where key = $1
