-- Keeps what was written in the stage's own form, undecided.
-- in: review bigint, version bigint, content jsonb
update review set content = $3, version = version + 1 where id = $1 and version = $2 and state = 'waiting'
