-- Notes to whom a measure goes in a split.
-- in: change bigint, item bigint, to bigint
insert into department_allotment (change_id, item_id, to_id) values ($1, $2, $3)
