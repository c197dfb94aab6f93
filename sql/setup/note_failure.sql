-- Counts a wrong set-up code.
update setup_code set failures = failures + 1, latest_at = now()
