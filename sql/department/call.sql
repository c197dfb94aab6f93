-- Gives a department another name and place in the tree from a year on.
-- in: department bigint, year bigint, title text, parent bigint
-- out: department_done
select department_is_called($1, $2::integer, $3, $4) as yes
