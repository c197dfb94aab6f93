-- Takes a planned change back.
-- in: change bigint, account bigint, actor text
-- out: department_done
select department_change_is_undone($1, nullif($2, 0), $3) as yes
