-- Absences of somebody, or of who is to decide for them, that share a day with the days asked for.
-- in: account bigint, deputy bigint, from_on date, until_on date
-- out: absence_clash
select absence.account_id = $2 as is_deputy, account.name, absence.from_on, absence.until_on
  from absence join account on account.id = absence.account_id
 where absence.account_id in ($1, $2) and absence.ended_at is null and absence.from_on <= $4 and absence.until_on >= $3
 order by absence.account_id = $2, absence.from_on
