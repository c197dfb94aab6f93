-- Which roles need a second factor, and how many of those who hold them today have none yet.
-- out: role_setting
select setting.role, setting.needs_second_factor,
       (select sum(version) from role_setting)::bigint as version,
       (select count(distinct held.account_id) from held
          join account on account.id = held.account_id and may_sign_in(account)
         where held.role = setting.role) as holders,
       (select count(distinct held.account_id) from held
          join account on account.id = held.account_id and may_sign_in(account)
         where held.role = setting.role
           and not exists (select from second_factor where second_factor.account_id = held.account_id)) as without
  from role_setting setting
 order by array_position(array['author', 'head', 'secretariat', 'member', 'chair', 'deputy', 'administrator', 'auditor'], setting.role)
