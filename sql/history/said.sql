-- What was said before a decision, one kind after the other, each with the event of the same person and moment: opinions
-- and ballots of members, questions and answers. A page at a time.
-- in: action text, after bigint, limit bigint
-- out: kept_voice
with said as (
	(select opinion.id, review_id, account_id, at, to_jsonb(text)::text as content
	   from opinion where $1 = 'opine' and opinion.id > $2 order by opinion.id limit $3)
	 union all
	(select ballot.id, review_id, account_id, at, jsonb_build_object('comment', comment, 'content', content)::text
	   from ballot where $1 = 'ballot' and ballot.id > $2 order by ballot.id limit $3)
	 union all
	(select question.id, review_id, asked_by, asked_at, to_jsonb(text)::text
	   from question where $1 = 'ask' and question.id > $2 order by question.id limit $3)
	 union all
	(select question.id, review_id, answered_by, answered_at, to_jsonb(answer)::text
	   from question where $1 = 'answer' and answer is not null and question.id > $2 order by question.id limit $3)
)
select said.id, review.sheet_id, said.at, account.name, said.content, recorded.id as event_id, recorded.content_hash
  from said
  join review on review.id = said.review_id
  left join account on account.id = said.account_id
  left join lateral (
       select event.id, event.content_hash from event
        where event.sheet_id = review.sheet_id and event.review_id = said.review_id and event.action = $1
          and event.account_id = said.account_id and event.at = said.at
        order by event.id desc limit 1) recorded on true
 order by said.id
