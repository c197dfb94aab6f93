-- From now on this session acts as one post, or ('') as all of them.
-- in: key_hash text, post text
update session set post = nullif($2, '') where key_hash = $1
