-- The numbers of types, by their names; 0: there is no such type.
-- in: names text[]
-- out: db_type
select wanted.name, coalesce(to_regtype(wanted.name)::oid::bigint, 0) as oid
  from unnest($1::text[]) as wanted (name)
