-- Chains of which nothing is left, and chains that were signed further than the checkpoints that are there.
-- in: limit bigint
-- out: lost_head
select chain.name as chain, chain.sequence, chain.sealed,
       not exists (select from event where event.chain = chain.name) as is_emptied,
       coalesce(signed.sequence, 0) as signed_to
  from chain
  left join lateral (
       select checkpoint_head.sequence from checkpoint_head
        where checkpoint_head.chain = chain.name order by checkpoint_head.sequence desc limit 1) signed on true
 where not exists (select from event where event.chain = chain.name) or chain.sealed <> coalesce(signed.sequence, 0)
 order by chain.name
 limit $1
