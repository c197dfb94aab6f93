-- Notes where somebody's role goes on in a change; 0: it ends.
-- in: change bigint, assignment bigint, to bigint
insert into department_post (change_id, assignment_id, to_id) values ($1, $2, nullif($3, 0))
