-- Uses a link up: of two who do so at once, one is too late.
-- in: id bigint
update invitation set used_at = now() where id = $1 and kind = 'link' and used_at is null and ends_at > now()
