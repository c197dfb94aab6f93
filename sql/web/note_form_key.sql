-- Notes a form's one-time key. Changes no row when it was noted before; waits while another transaction is noting it.
-- in: key text, session text, address text, content text
insert into web_form_key (key, session, address, content) values ($1, $2, $3, $4)
on conflict (key) do nothing
