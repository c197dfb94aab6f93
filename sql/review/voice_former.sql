-- What the viewer said last of an earlier edition of a review's sheet, at the same stage for the same body.
-- in: review bigint, viewer bigint
-- out: former_voice
with former as (
	select earlier.id, earlier.edition
	  from review
	  join review earlier on earlier.sheet_id = review.sheet_id and earlier.stage_id = review.stage_id
	                     and earlier.body_id = review.body_id and earlier.edition < review.edition
	 where review.id = $1
), opined as (
	select former.edition, opinion.text, opinion.at
	  from former join opinion on opinion.review_id = former.id and opinion.account_id = $2
	 order by former.edition desc, opinion.id desc limit 1
), balloted as (
	select former.edition, ballot.content, ballot.comment, ballot.at
	  from former join ballot on ballot.review_id = former.id and ballot.account_id = $2
	 order by former.edition desc, ballot.id desc limit 1
)
select coalesce(opined.edition, 0) as opinion_edition, opined.text as opinion, opined.at as opined_at,
       coalesce(balloted.edition, 0) as ballot_edition, balloted.content::text as ballot, balloted.comment,
       balloted.at as balloted_at
  from (select) as one
  left join opined on true
  left join balloted on true
