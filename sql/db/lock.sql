-- One migration at a time; the lock ends with the connection. The number is the word chosho in ASCII.
select pg_advisory_lock(109257999608943)
