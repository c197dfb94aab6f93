-- Holds an account's second factor until the end of this transaction, so that two tries at once are judged one after the other.
-- in: account bigint
update second_factor set last_step = last_step where account_id = $1
