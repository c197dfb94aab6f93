-- The latest checkpoint.
-- out: checkpoint
select number, at, previous, hash, key, signature from checkpoint order by number desc limit 1
