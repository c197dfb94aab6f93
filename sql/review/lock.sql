-- Holds the sheet of a review until the transaction ends: bodies that sit side by side decide one after the other.
-- in: review bigint
select from sheet where id = (select sheet_id from review where id = $1) for update
