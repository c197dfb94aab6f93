-- Holds two people until the transaction ends: absences of one person are entered one after the other.
-- in: account bigint, deputy bigint
select from account where id in ($1, $2) order by id for no key update
