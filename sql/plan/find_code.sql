-- Finds a plan by its code.
-- in: code text
-- out: plan_key
select id from plan where code = $1
