-- The departments of today and all bodies, by code and title.
-- out: roster_place
select false as is_body, id, code, title from department_today
 where fiscal_year(current_date) between first_year and last_year
union all
select true, id, code, title from body
 order by 1, 2
