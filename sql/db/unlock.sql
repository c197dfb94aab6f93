-- Lets the next one migrate.
select pg_advisory_unlock(109257999608943)
