-- Gives somebody a role, as one administrator does it, or as a second one approves what another asked for. Whoever does it is an
-- administrator still, and it is not for themselves; or the operator (0) does it. The event is written by the table itself.
-- in: account bigint, role text, department bigint, body bigint, from_on date, until_on date, granted_by bigint, approved_by bigint, words text
-- out: added
insert into assignment (account_id, role, department_id, body_id, from_on, until_on, granted_by, approved_by, by_id, words)
select $1, $2, nullif($3, 0), nullif($4, 0), $5, $6, nullif($7, 0), nullif($8, 0), coalesce(nullif($8, 0), nullif($7, 0)), $9
 where $1 <> $7 and $1 <> $8
   and ($7 = 0 and current_user <> 'chosho_web'
        or exists (select from assignment held join account on account.id = held.account_id and may_sign_in(account)
                where held.account_id = coalesce(nullif($8, 0), $7) and held.role = 'administrator' and held.from_on <= current_date
                  and (held.until_on is null or held.until_on >= current_date)))
returning id
