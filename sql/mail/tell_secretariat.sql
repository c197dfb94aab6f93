-- Puts a notice down for everybody who is secretariat today.
-- in: japanese text, english text, address text
insert into notice (account_id, text, address)
select distinct account.id, case account.language when 'en' then $2 else $1 end, nullif($3, '')
  from held join account on account.id = held.account_id and may_sign_in(account)
 where held.role = 'secretariat' and held.for_id is null
