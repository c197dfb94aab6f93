-- Opens a settled sheet again for a correction 訂正: its department writes until a date; the settled edition stays what
-- everybody else reads.
-- in: sheet bigint, version bigint, account bigint, actor text, reason text, due_on date
with moved as (
	update sheet
	   set state = 'returned', is_correction = true, due_on = $6, pass = pass + 1, version = version + 1, since = now()
	 where id = $1 and version = $2 and state = 'settled'
	returning id, edition
)
insert into event (action, account_id, actor, sheet_id, edition, reason)
select 'reopen', $3, $4, id, edition, $5 from moved
