-- The head hands an answer back to be mended, with a remark. for_name: for whom, where the head is away.
-- in: question bigint, version bigint, account bigint, actor text, for_name text, remark text
with handed as (
	update question set state = 'asked', remark = $6, version = version + 1
	 where id = $1 and version = $2 and state = 'written'
	returning sheet_id, review_id, edition, remark
)
insert into event (action, account_id, actor, for_name, sheet_id, review_id, edition, stage, content_hash)
select 'hand answer back', $3, $4, $5, handed.sheet_id, handed.review_id, handed.edition, stage.title,
       fingerprint(to_jsonb(handed.remark), '{}')
  from handed
  join review on review.id = handed.review_id
  join stage on stage.id = review.stage_id
