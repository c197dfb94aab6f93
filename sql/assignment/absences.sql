-- Absences that hold, are to come, or ended lately: the viewer's own, those in which the viewer decides, or everybody's.
-- in: viewer bigint, all boolean, limit bigint
-- out: absence
select absence.id, absence.account_id, account.name, coalesce(department.title, '') as department, absence.from_on, absence.until_on,
       deputy.name as deputy, absence.note, entered.name as entered_by,
       absence.ended_at is null and current_date between absence.from_on and absence.until_on as is_now,
       absence.ended_at is null and absence.from_on > current_date as is_coming,
       absence.ended_at, absence.ended_at is null and absence.until_on >= current_date and ($2 or absence.account_id = $1) as may_end,
       absence.ended_at is null and exists (
           select from absence other
            where other.account_id = absence.deputy_id and other.ended_at is null
              and other.from_on <= absence.until_on and other.until_on >= absence.from_on) as is_deputy_away
  from absence
  join account on account.id = absence.account_id
  left join department_today department on department.id = account.department_id
  left join account deputy on deputy.id = absence.deputy_id
  join account entered on entered.id = absence.entered_by
 where ($2 or absence.account_id = $1 or absence.deputy_id = $1)
   and absence.until_on >= current_date - 30
 order by absence.ended_at is not null or absence.until_on < current_date, absence.from_on, absence.id
 limit $3
