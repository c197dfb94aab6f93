-- How many people a list holds.
-- in: text text, kana text, department bigint, role text, state text
-- out: account_count
select count(*) as count from accounts_found($1, $2, $3, $4, $5)
