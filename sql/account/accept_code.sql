-- Takes a code of the app: neither it nor an earlier one is taken again.
-- in: account bigint, step bigint
update second_factor set last_step = $2 where account_id = $1 and last_step < $2
