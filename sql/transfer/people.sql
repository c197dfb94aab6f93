-- Everybody of a municipality (0: of any), as a list of transfers needs to know them.
-- in: organization bigint, day date
-- out: transfer_person
select account.id, account.login, account.name, account.kana, coalesce(account.department_id, 0) as department_id, account.until_on,
       account.stopped_at is not null as is_stopped,
       exists (select from transfer_line join transfer on transfer.id = transfer_line.transfer_id
                where transfer_line.account_id = account.id and transfer_line.is_new and transfer.state = 'undone')
       and account.password_hash is null as is_taken_back,
       (select max(transfer.effective_on) from transfer_line join transfer on transfer.id = transfer_line.transfer_id
         where transfer_line.account_id = account.id and transfer.state = 'planned') as planned_on
  from account
 where ($1 = 0 or account.organization_id is null or account.organization_id = $1)
   and (account.until_on is null or account.until_on >= $2 - 3660)
 order by account.id
