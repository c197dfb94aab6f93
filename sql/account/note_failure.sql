-- Counts a failed try to sign in, and for the account (0: there is none), so that its owner is told.
-- in: counted_as text, account bigint
with told as (
	insert into sign_in (account_id, tries) select $2, 1 where $2 <> 0
	on conflict (account_id) do update set tries = sign_in.tries + 1
)
insert into sign_in_failure (login_hash, count) values ($1, 1)
on conflict (login_hash) do update set count = sign_in_failure.count + 1, latest_at = now()
