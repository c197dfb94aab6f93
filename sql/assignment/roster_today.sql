-- Today, for a list of people that is taken in at the command line.
-- out: roster_day
select current_date as today
