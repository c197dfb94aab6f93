-- What a checkpoint signed, and what the history says there now.
-- in: checkpoint bigint
-- out: compared_head
select head.chain as "head.chain", head.sequence as "head.sequence", head.hash as "head.hash", event.hash as found
  from checkpoint_head head
  left join event on event.chain = head.chain and event.sequence = head.sequence
 where head.checkpoint = $1
 order by head.chain collate "C"
