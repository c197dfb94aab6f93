-- People who have no password yet and no one-time password that waits: of a department (0: of all). Not who is stopped or over.
-- in: department bigint, viewer bigint, limit bigint
-- out: added
select account.id from account
 where account.password_hash is null and account.stopped_at is null and (account.until_on is null or account.until_on >= current_date)
   and ($1 = 0 or account.department_id = $1) and account.id <> $2
   and not exists (select from invitation
                    where invitation.account_id = account.id and invitation.used_at is null and invitation.ends_at > now())
 order by account.id limit $3
