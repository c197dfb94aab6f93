-- The head approves an answer: the body sees it. for_name: for whom, where the head is away.
-- in: question bigint, version bigint, account bigint, actor text, for_name text
with released as (
	update question set state = 'answered', released_by = $3, released_at = now(), remark = null, version = version + 1
	 where id = $1 and version = $2 and state = 'written'
	returning sheet_id, review_id, edition, answer
)
insert into event (action, account_id, actor, for_name, sheet_id, review_id, edition, stage, content_hash)
select 'release', $3, $4, $5, released.sheet_id, released.review_id, released.edition, stage.title,
       fingerprint(to_jsonb(released.answer), '{}')
  from released
  join review on review.id = released.review_id
  join stage on stage.id = review.stage_id
