-- Who holds a post today, by name: their absence and who decides for them, said in one place for all pages; and a round's
-- settings guarded against two at once.

alter table round add column version bigint not null default 1; -- grows with every change of its settings

create index assignment_secretariat on assignment (account_id) where role = 'secretariat';
create index event_reopened on event (sheet_id, id) where action in ('reopen', 'exclude');

-- Who holds a role of their own today, and whether they, or who decides for them, are there. People who may no longer sign in
-- hold nothing.
create view holder as
select assignment.role, assignment.department_id, assignment.body_id, account.id as account_id, account.name,
       away.until_on as away_until, deputy.name as deputy,
       away.until_on is null
       or (deputy.id is not null
           and not exists (select from absence
                            where absence.account_id = deputy.id and absence.ended_at is null
                              and current_date between absence.from_on and absence.until_on)) as is_there
  from assignment
  join account on account.id = assignment.account_id and account.stopped_at is null
  left join lateral (
       select absence.until_on, absence.deputy_id
         from absence
        where absence.account_id = account.id and absence.ended_at is null
          and current_date between absence.from_on and absence.until_on
        order by absence.until_on desc limit 1) away on true
  left join account deputy on deputy.id = away.deputy_id and deputy.stopped_at is null
 where current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on);
grant select on holder to chosho_web;
