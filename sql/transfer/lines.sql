-- The people of a confirmed list.
-- in: transfer bigint
-- out: transfer_kept
select transfer_line.account_id, transfer_line.line, transfer_line.kind, account.login, account.name, transfer_line.summary,
       transfer_line.is_new
  from transfer_line join account on account.id = transfer_line.account_id
 where transfer_line.transfer_id = $1
 order by transfer_line.line
