-- What is needed to judge a try to sign in: the account, if there is one, the one-time password that waits for it, and the
-- failures before that count for it.
-- in: login text, counted_as text
-- out: knock
select account.id as account_id, account.password_hash, slip.id as invitation_id, slip.salt as invitation_salt,
       coalesce(failure.count, 0) as failures,
       coalesce(extract(epoch from now() - failure.latest_at), 0)::bigint as seconds_since
  from (select) nothing
  left join account on account.login = $1 and may_sign_in(account)
  left join sign_in_failure failure on failure.login_hash = $2
  left join lateral (select id, salt from invitation
                      where account_id = account.id and kind = 'slip' and used_at is null and ends_at > now()
                      order by id desc limit 1) slip on true
