-- Holds the sheet that a question is about until the transaction ends.
-- in: question bigint
select from sheet where id = (select sheet_id from question where id = $1) for update
