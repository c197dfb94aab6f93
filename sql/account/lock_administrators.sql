-- Holds all administrators until the transaction ends, and one person besides: who stops or grants comes one after the other.
-- in: account bigint
select from account
 where id = $1 or id in (select account_id from assignment where role = 'administrator')
 order by id for no key update
