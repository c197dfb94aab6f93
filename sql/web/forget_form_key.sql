-- Forgets the key of a form that was answered with a page: nothing was done that could be done twice.
-- in: key text
delete from web_form_key where key = $1
