-- A member notes an opinion of the edition that a review judges; an empty one takes the earlier back.
-- in: review bigint, account bigint, actor text, text text
with said as (
	insert into opinion (review_id, account_id, text) values ($1, $2, $4) returning review_id, text
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, content_hash)
select 'opine', $2, $3, review.sheet_id, review.id, review.edition, stage.title, fingerprint(to_jsonb(said.text), '{}')
  from said
  join review on review.id = said.review_id
  join stage on stage.id = review.stage_id
