-- Editions, each with the event that says that it was submitted or imported, a page at a time.
-- in: sheet bigint, number bigint, limit bigint
-- out: kept_edition
select edition.sheet_id, edition.number, edition.content::text as content, edition.parts::text as parts, edition.hash,
       edition.submitted_by::text as submitted_by, said.id as event_id, said.content_hash,
       said.account_id::text as account_id
  from edition
  left join lateral (
       select event.id, event.content_hash, event.account_id
         from event
        where event.sheet_id = edition.sheet_id and event.edition = edition.number
          and event.action in ('submit', 'import')
        order by event.id desc limit 1) said on true
 where (edition.sheet_id, edition.number) > ($1, $2)
 order by edition.sheet_id, edition.number
 limit $3
