-- Migrations may take their time, and wait for each other.
select set_config('statement_timeout', '0', false), set_config('lock_timeout', '60s', false)
