-- Records what an operator did about somebody at the command line.
-- in: account bigint, action text, actor text
insert into event (action, actor, subject_id) values ($2, $3, $1)
