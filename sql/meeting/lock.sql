-- Holds a meeting until the transaction ends: who chooses and who signs come one after the other.
-- in: meeting bigint
select from meeting where id = $1 for update
