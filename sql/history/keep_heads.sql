-- Writes which heads a checkpoint signs.
-- in: checkpoint bigint, chains text[], sequences text[], hashes text[]
insert into checkpoint_head (checkpoint, chain, sequence, hash)
select $1, head.chain, head.sequence::bigint, head.hash from unnest($2, $3, $4) as head (chain, sequence, hash)
