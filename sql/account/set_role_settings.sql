-- Says which roles need a second factor. Whoever holds one of them and has none sets one up before they go on.
-- in: roles text[], version bigint, account bigint, actor text, words text
with changed as (
	update role_setting set needs_second_factor = role = any($1), version = version + 1
	 where (select sum(version) from role_setting) = $2
	returning role
), held_up as (
	update session set step = 'enrol'
	 where step = 'in' and exists (select from changed)
	   and exists (select from held where held.account_id = session.account_id and held.role = any($1))
	   and not exists (select from second_factor where second_factor.account_id = session.account_id)
)
insert into event (action, account_id, actor, reason)
select 'role setting', $3, $4, $5 where exists (select from changed)
