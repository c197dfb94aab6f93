-- Gives the municipality with this title, made when it is new; holds it, so that imports for it come one after the other.
-- in: title text
-- out: plan_key
insert into organization (title) values ($1)
on conflict (title) do update set title = excluded.title
returning id
