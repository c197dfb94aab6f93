-- The departments that somebody can belong to today.
-- out: account_place
select id, title from department_today where fiscal_year(current_date) between first_year and last_year order by id
