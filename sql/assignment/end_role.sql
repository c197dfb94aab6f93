-- Gives a role a last day, an earlier one than it has; one that began today and ends yesterday is as if it had been yesterday's
-- alone. Nobody changes their own. By an administrator, or the operator (0).
-- in: account bigint, assignment bigint, version bigint, until_on date, actor bigint, words text
update assignment set until_on = $4, from_on = least(from_on, $4), by_id = nullif($5, 0), words = $6
 where account_id = $1 and id = $2 and version = $3 and account_id <> $5 and ($5 <> 0 or current_user <> 'chosho_web')
   and (from_on <= current_date or $4 >= from_on) and coalesce(until_on, 'infinity') >= current_date
   and $4 <= coalesce(until_on, 'infinity')
