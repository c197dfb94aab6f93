-- What an administrator of a new installation has done so far.
-- out: setup_steps
select exists (select from department) as has_departments,
       (select count(*) > 1 from account) as has_accounts,
       exists (select from assignment where role = 'secretariat') as has_secretariat,
       exists (select from plan) as has_plan
