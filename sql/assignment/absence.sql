-- One absence that may still be ended by the viewer: their own, or anybody's.
-- in: absence bigint, viewer bigint, all boolean
-- out: absence
select absence.id, absence.account_id, account.name, coalesce(department.title, '') as department, absence.from_on, absence.until_on,
       deputy.name as deputy, coalesce(absence.deputy_id, 0) as deputy_id, deputy.language as deputy_language, absence.note, entered.name as entered_by,
       absence.ended_at is null and current_date between absence.from_on and absence.until_on as is_now,
       absence.ended_at is null and absence.from_on > current_date as is_coming,
       absence.ended_at, absence.ended_at is null and absence.until_on >= current_date as may_end, false as is_deputy_away
  from absence
  join account on account.id = absence.account_id
  left join department_today department on department.id = account.department_id
  left join account deputy on deputy.id = absence.deputy_id
  join account entered on entered.id = absence.entered_by
 where absence.id = $1 and ($3 or absence.account_id = $2)
