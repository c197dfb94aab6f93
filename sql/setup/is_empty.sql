-- Is there nobody yet who could sign in?
-- out: setup_empty
select not exists (select from account) as is_empty
