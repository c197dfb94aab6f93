-- The sheet that a part belongs to.
-- in: part bigint
-- out: part_place
select sheet_id from part where number = $1
