-- Lets the web role see which migrations were applied.
grant select on chosho.migration to chosho_web
