-- An account's second factor, and the failures that count for it.
-- in: account bigint, counted_as text
-- out: factor
select second_factor.account_id, sealed, last_step, since, recovery_salt, recovery_used, recovery_at,
       coalesce(failure.count, 0) as failures,
       coalesce(extract(epoch from now() - failure.latest_at), 0)::bigint as seconds_since
  from second_factor
  left join sign_in_failure failure on failure.login_hash = $2
 where second_factor.account_id = $1
