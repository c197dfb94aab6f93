-- What somebody is shown of their own account.
-- in: account bigint
-- out: own_account
select account.login, account.name, account.kana, account.email, account.language, account.version,
       account.password_hash is not null as has_password, department.title as department,
       sign_in.before_at, coalesce(sign_in.tries, 0) as tries, coalesce(sign_in.tries_before, 0) as tries_before,
       second_factor.account_id is not null as has_factor, second_factor.since as factor_since,
       coalesce(second_factor.recovery_used, 0) as recovery_used,
       exists (select from held join role_setting using (role)
                where held.account_id = account.id and role_setting.needs_second_factor) as is_obliged
  from account
  left join department_today department on department.id = account.department_id
  left join sign_in on sign_in.account_id = account.id
  left join second_factor on second_factor.account_id = account.id
 where account.id = $1
