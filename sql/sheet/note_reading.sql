-- Notes that somebody has read an edition; the first time counts.
-- in: account bigint, sheet bigint, edition bigint
insert into reading (account_id, sheet_id, edition) values ($1, $2, $3) on conflict do nothing
