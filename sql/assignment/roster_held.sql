-- All roles that hold or are to come, to hold a list of people against.
-- out: roster_held
select id, account_id, role, department_id, body_id, from_on, until_on, version
  from assignment where until_on is null or until_on >= current_date order by account_id, id
