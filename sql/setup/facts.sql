-- How the installation stands, for the check-up: one row.
-- out: facts
select current_setting('server_version_num')::bigint as server_version,
       current_user::text as role_name,
       (select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user)
       or pg_has_role(current_user, (select relowner from pg_class where oid = 'event'::regclass), 'usage') as role_is_mighty,
       clock_timestamp() as at,
       (select count(distinct assignment.account_id) from assignment join account on account.id = assignment.account_id
         where assignment.role = 'administrator' and may_sign_in(account)
           and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)) as administrators,
       exists (select from assignment where role = 'administrator') as was_set_up,
       (select count(distinct assignment.account_id) from assignment join account on account.id = assignment.account_id
         where assignment.role = 'secretariat' and may_sign_in(account)
           and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)) as secretaries,
       (select count(*) from account) as accounts,
       (select count(*) from department) as departments,
       (select count(*) from plan) as plans,
       (select string_agg(title, '、' order by title) from (
         select department_today.title from department_today
          where fiscal_year(current_date) between department_today.first_year and department_today.last_year
            and exists (select from holder where holder.department_id = department_today.id and holder.role = 'author')
            and not exists (select from holder where holder.department_id = department_today.id and holder.role = 'head')
          order by department_today.title limit 5) headless) as headless,
       (select count(*) from mail where sent_at is null and given_up_at is null) as mails_waiting,
       (select min(at) from mail where sent_at is null and given_up_at is null) as mail_oldest,
       (select count(*) from mail where given_up_at > now() - interval '7 days') as mails_given_up,
       (select failure from mail where failure is not null and coalesce(given_up_at, next_at) > now() - interval '7 days'
         order by id desc limit 1) as mail_failure,
       (select count(*) from department_change where state = 'planned' and year <= fiscal_year(current_date))
       + (select count(*) from transfer where state = 'planned' and effective_on <= current_date) as overdue,
       (select at from service where name = 'work') as work_at,
       (select detail from service where name = 'work') as work_detail,
       (select at from service where name = 'backup') as backup_at,
       (select max(at) from checkpoint) as sealed_at,
       exists (select from event
                where at > coalesce((select max(at) from checkpoint), '-infinity') and at < now() - interval '1 hour') as is_unsealed
