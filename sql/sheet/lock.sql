-- Holds a sheet until the transaction ends: who acts on it comes one after the other. Statements that follow see what
-- the one before has done.
-- in: sheet bigint
select from sheet where id = $1 for update
