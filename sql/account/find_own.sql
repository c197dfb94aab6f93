-- What is needed to ask somebody who is signed in for their password again, and the failures that count for them.
-- in: account bigint, counted_as text
-- out: own_password
select account.password_hash, coalesce(failure.count, 0) as failures,
       coalesce(extract(epoch from now() - failure.latest_at), 0)::bigint as seconds_since
  from account
  left join sign_in_failure failure on failure.login_hash = $2
 where account.id = $1 and may_sign_in(account)
