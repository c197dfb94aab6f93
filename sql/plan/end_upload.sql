-- Ends the wait of a package that was imported.
-- in: upload bigint
delete from plan_upload where id = $1
