-- Did this administrator open a way into that account just now? Then its owner is no second administrator for them.
-- in: account bigint, opener bigint
-- out: opened
select is_opened_by($1, $2) as is_opened
