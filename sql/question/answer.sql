-- Answers a question. is_final: the body sees it at once; otherwise when the department's head has approved it.
-- in: question bigint, version bigint, account bigint, actor text, answer text, is_final boolean
with answered as (
	update question
	   set answer = $5, answered_by = $3, answered_at = now(), remark = null, version = version + 1,
	       state = case when $6 then 'answered' else 'written' end, released_at = case when $6 then now() end
	 where id = $1 and version = $2 and state <> 'answered'
	returning sheet_id, review_id, edition, answer
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, content_hash)
select 'answer', $3, $4, answered.sheet_id, answered.review_id, answered.edition, stage.title,
       fingerprint(to_jsonb(answered.answer), '{}')
  from answered
  join review on review.id = answered.review_id
  join stage on stage.id = review.stage_id
