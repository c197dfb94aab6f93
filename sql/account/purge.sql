-- Deletes what nobody can use any more: ended sessions, keys of forms that no session can send again, old failures.
with keys as (
	delete from web_form_key where at < now() - interval '24 hours'
), failures as (
	delete from sign_in_failure where latest_at < now() - interval '24 hours'
)
delete from session where expires_at < now() or seen_at < now() - interval '2 hours'
