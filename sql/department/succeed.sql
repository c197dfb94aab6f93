-- Notes who comes after a department in a change.
-- in: change bigint, from bigint, to bigint, is_main boolean
insert into department_succession (change_id, from_id, to_id, is_main) values ($1, $2, $3, $4)
