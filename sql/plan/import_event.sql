-- Writes into the history that a plan was imported.
-- in: plan bigint, account bigint, actor text
insert into event (action, account_id, actor, plan_id) values ('import', nullif($2, 0), $3, $1)
