-- How much somebody was told, and how much of it they have not put away.
-- in: viewer bigint
-- out: told_count
select count(*) as total, count(*) filter (where seen_at is null) as new_total from notice where account_id = $1
