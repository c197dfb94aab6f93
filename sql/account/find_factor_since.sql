-- Since when somebody has a second factor.
-- in: account bigint
-- out: factor_since
select since from second_factor where account_id = $1
