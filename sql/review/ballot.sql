-- A member casts a ballot by the stage's form; one without grades and comment takes the earlier back.
-- in: review bigint, account bigint, actor text, content jsonb, comment text
with said as (
	insert into ballot (review_id, account_id, content, comment) values ($1, $2, $4, $5)
	returning review_id, content, comment
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, content_hash)
select 'ballot', $2, $3, review.sheet_id, review.id, review.edition, stage.title,
       fingerprint(jsonb_build_object('comment', said.comment, 'content', said.content), '{}')
  from said
  join review on review.id = said.review_id
  join stage on stage.id = review.stage_id
