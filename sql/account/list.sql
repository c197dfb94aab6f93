-- A page of the list of people, by フリガナ; behind the last one of the page before.
-- in: text text, kana text, department bigint, role text, state text, behind text, behind_id bigint, limit bigint
-- out: account_line
select account.id, account.login, account.name, account.kana, department.title as department, account.state,
       account.from_on, account.until_on, held.roles, away.until_on as away_until, account.key
  from (select found.*, account_state(found) as state, coalesce(found.kana, found.name) as key
          from accounts_found($1, $2, $3, $4, $5) found
         where (coalesce(found.kana, found.name), found.id) > ($6, $7)
         order by coalesce(found.kana, found.name), found.id
         limit $8) account
  left join department_today department on department.id = account.department_id
  left join lateral account_roles(account.id) held on true
  left join lateral (select max(absence.until_on) as until_on from absence
                      where absence.account_id = account.id and absence.ended_at is null
                        and current_date between absence.from_on and absence.until_on) away on true
 order by account.key, account.id
