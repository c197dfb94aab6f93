-- One list of transfers, of the viewer's municipality.
-- in: transfer bigint, viewer bigint
-- out: transfer
select transfer.id, coalesce(transfer.organization_id, 0) as organization_id, transfer.effective_on, transfer.state, transfer.list,
       transfer.made_by, maker.name as maker, transfer.at, transfer.version, transfer.reason,
       coalesce(transfer.confirmed_by, 0) as confirmed_by, confirmer.name as confirmer, transfer.confirmed_at,
       second.name as second, transfer.done_at, undoer.name as undoer, transfer.undone_at,
       (select count(*) from transfer_line where transfer_line.transfer_id = transfer.id) as people,
       transfer.effective_on <= current_date as is_due,
       (select count(distinct other.account_id) from held other join account on account.id = other.account_id and may_sign_in(account)
         where other.role = 'administrator' and other.account_id <> $2) as other_administrators
  from transfer
  join account viewer on viewer.id = $2
   and (viewer.organization_id is null or transfer.organization_id is null or viewer.organization_id = transfer.organization_id)
  join account maker on maker.id = transfer.made_by
  left join account confirmer on confirmer.id = transfer.confirmed_by
  left join account second on second.id = transfer.second_by
  left join account undoer on undoer.id = transfer.undone_by
 where transfer.id = $1
