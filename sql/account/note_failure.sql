-- Counts a failed try to sign in.
-- in: counted_as text
insert into sign_in_failure (login_hash, count) values ($1, 1)
on conflict (login_hash) do update set count = sign_in_failure.count + 1, latest_at = now()
