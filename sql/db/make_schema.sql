-- The schema that holds all of Chosho's tables.
create schema if not exists chosho
