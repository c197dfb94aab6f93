-- Takes a sheet back into its round: its department writes it again, from what it had written.
-- in: sheet bigint, version bigint, account bigint, actor text, reason text
with moved as (
	update sheet set state = 'draft', version = version + 1, since = now()
	 where id = $1 and version = $2 and state = 'excluded'
	returning id, edition
)
insert into event (action, account_id, actor, sheet_id, edition, reason)
select 'include', $3, $4, id, nullif(edition, 0), $5 from moved
