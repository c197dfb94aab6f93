-- All lists of transfers, as the command line prints them.
-- out: transfer_short
select transfer.id, transfer.effective_on, transfer.state,
       (select count(*) from transfer_line where transfer_line.transfer_id = transfer.id) as people, maker.name as maker
  from transfer join account maker on maker.id = transfer.made_by
 order by transfer.effective_on, transfer.id
