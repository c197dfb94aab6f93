-- All that a person was told is read page by page.
create index notice_account on notice (account_id, id);
