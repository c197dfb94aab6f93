-- One person as their page and forms need them; 0 sessions: nobody is signed in as them.
-- in: account bigint
-- out: person
select account.id, account.login, account.name, account.kana, account.email, account.language, account.department_id,
       department.title as department, account.from_on, account.until_on, account.stopped_at, account.created_at, account.version,
       account_state(account) as state, account.password_hash is not null as has_password,
       (select count(*) from session where session.account_id = account.id
           and session.expires_at > now() and session.seen_at > now() - interval '2 hours') as sessions,
       (select max(session.seen_at) from session where session.account_id = account.id) as seen_at,
       sign_in.at as signed_in_at, second_factor.since as factor_since,
       away.from_on as away_from, away.until_on as away_until, away.deputy,
       invitation.kind as invited_by, invitation.ends_at as invited_until
  from account
  left join department_today department on department.id = account.department_id
  left join sign_in on sign_in.account_id = account.id
  left join second_factor on second_factor.account_id = account.id
  left join lateral (select absence.from_on, absence.until_on, deputy.name as deputy
                       from absence left join account deputy on deputy.id = absence.deputy_id
                      where absence.account_id = account.id and absence.ended_at is null and absence.until_on >= current_date
                      order by absence.from_on limit 1) away on true
  left join lateral (select kind, ends_at from invitation
                      where invitation.account_id = account.id and used_at is null and ends_at > now()
                      order by invitation.id desc limit 1) invitation on true
 where account.id = $1
