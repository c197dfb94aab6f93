-- All codes of departments and bodies, to suggest the one that was meant.
-- out: place_code
select distinct code from (select code from department union select code from body) codes order by code
