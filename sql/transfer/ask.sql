-- One administrator confirmed a list that a second one has to confirm; the others are told.
-- in: transfer bigint, version bigint, account bigint, actor text, summary text, japanese text, english text
with asked as (
	update transfer set state = 'asked', version = version + 1, confirmed_by = $3, confirmed_at = now()
	 where id = $1 and version = $2 and state = 'draft' and effective_on > current_date
	returning id
), told as (
	insert into notice (account_id, text, address)
	select distinct account.id, case account.language when 'en' then $7 else $6 end, '/transfers/' || asked.id
	  from asked, held join account on account.id = held.account_id and may_sign_in(account)
	 where held.role = 'administrator' and held.account_id <> $3
)
insert into event (action, account_id, actor, subject_id, reason)
select 'ask for transfer', $3, $4, $3, $5 from asked
