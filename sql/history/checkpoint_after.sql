-- The next checkpoint after a number.
-- in: number bigint
-- out: checkpoint
select number, at, previous, hash, key, signature from checkpoint where number > $1 order by number limit 1
