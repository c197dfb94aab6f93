-- What is needed to judge a try to sign in: the account, if there is one, and the failures before that count for it.
-- in: login text, counted_as text
-- out: knock
select account.id as account_id, account.password_hash,
       coalesce(failure.count, 0) as failures,
       coalesce(extract(epoch from now() - failure.latest_at), 0)::bigint as seconds_since
  from (select) nothing
  left join account on account.login = $1 and may_sign_in(account) and account.password_hash is not null
  left join sign_in_failure failure on failure.login_hash = $2
