-- Finds a package that this account sent in.
-- in: upload bigint, account bigint
-- out: plan_upload
select id, file_name, package from plan_upload where id = $1 and account_id = $2
