-- Holds all sheets of a stage's round until the transaction ends: nobody submits or decides while they are chosen.
-- in: stage bigint
select from sheet where round_id = (select round_id from stage where id = $1) order by id for update
