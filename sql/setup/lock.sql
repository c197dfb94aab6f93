-- One set-up at a time; the lock ends with the transaction. The number is the word setu in ASCII.
select from pg_advisory_xact_lock(1936028789)
