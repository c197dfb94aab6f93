-- One checkpoint at a time; the lock ends with the transaction. The number is the word seal in ASCII.
select from pg_advisory_xact_lock(1936023916)
