-- Keeps a list until it is confirmed; lists that nobody confirmed within ninety days end here.
-- in: account bigint, effective_on date, list text
-- out: transfer_key
with ended as (
	delete from transfer where state = 'draft' and at < now() - interval '90 days'
)
insert into transfer (organization_id, effective_on, list, made_by)
select organization_id, $2, $3, id from account where id = $1
returning id
