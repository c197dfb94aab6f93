-- All accounts, to hold a list of people against: sorted by login, byte by byte.
-- out: roster_person
select id, login, name, kana, email, language, department_id, from_on, until_on, version
  from account order by login collate "C"
