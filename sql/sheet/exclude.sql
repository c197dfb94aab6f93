-- Takes a sheet out of its round: it is no longer written and counts nowhere.
-- in: sheet bigint, version bigint, account bigint, actor text, reason text
with moved as (
	update sheet set state = 'excluded', version = version + 1, since = now()
	 where id = $1 and version = $2 and state in ('draft', 'returned')
	returning id, edition
)
insert into event (action, account_id, actor, sheet_id, edition, reason)
select 'exclude', $3, $4, id, nullif(edition, 0), $5 from moved
