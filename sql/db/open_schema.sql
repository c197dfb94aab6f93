-- Lets the web role into the schema.
grant usage on schema chosho to chosho_web
