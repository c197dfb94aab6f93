-- The heads of chains that grew since the last checkpoint: they count as signed when this transaction is committed.
-- in: most bigint
-- out: sealed_head
select chain, sequence, hash from take_heads($1)
