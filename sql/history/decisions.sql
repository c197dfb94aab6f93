-- Reviews that were decided, each with the event that says how, a page at a time.
-- in: review bigint, limit bigint
-- out: kept_decision
select review.id, review.sheet_id, stage.title as stage, review.state, review.content::text as content, review.reason,
       review.decided_by::text as decided_by, review.decided_at, said.id as event_id, said.action, said.content_hash,
       said.reason as said_reason, said.account_id::text as account_id
  from review
  join stage on stage.id = review.stage_id
  left join lateral (
       select event.id, event.action, event.content_hash, event.reason, event.account_id
         from event
        where event.sheet_id = review.sheet_id and event.review_id = review.id
          and event.action in ('approve', 'return', 'send back', 'defer')
        order by event.id desc limit 1) said on true
 where review.id > $1 and (said.id is not null or review.state in ('approved', 'returned', 'undone', 'deferred'))
 order by review.id
 limit $2
