-- A member of a body asks the lead department about the edition that a review judges.
-- in: review bigint, account bigint, actor text, text text
with asked as (
	insert into question (sheet_id, review_id, body_id, edition, text, asked_by)
	select sheet_id, id, body_id, edition, $4, $2 from review where id = $1
	returning sheet_id, review_id, edition, text
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, content_hash)
select 'ask', $2, $3, asked.sheet_id, asked.review_id, asked.edition, stage.title, fingerprint(to_jsonb(asked.text), '{}')
  from asked
  join review on review.id = asked.review_id
  join stage on stage.id = review.stage_id
