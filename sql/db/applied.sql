-- The migrations that made the schema, in order.
-- out: db_applied
select name, checksum from chosho.migration order by name
