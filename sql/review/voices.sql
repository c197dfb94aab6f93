-- What each member has said of the editions that some reviews judge, as it was at a moment (null: now): the latest opinion
-- and the latest ballot. An approval that was undone, or a sheet that came back unchanged, leaves what was said standing.
-- in: reviews bigint[], at timestamp with time zone
-- out: voice_row
with judged as (
	select asked.id as for_review, same.id
	  from review asked
	  join review same on same.sheet_id = asked.sheet_id and same.stage_id = asked.stage_id
	                  and same.body_id = asked.body_id and same.edition = asked.edition
	 where asked.id = any ($1)
), opined as (
	select distinct on (judged.for_review, opinion.account_id) judged.for_review, opinion.account_id, opinion.text,
	       opinion.at, count(*) over (partition by judged.for_review, opinion.account_id) as times
	  from judged join opinion on opinion.review_id = judged.id and opinion.at <= coalesce($2, 'infinity')
	 order by judged.for_review, opinion.account_id, opinion.id desc
), balloted as (
	select distinct on (judged.for_review, ballot.account_id) judged.for_review, ballot.account_id, ballot.content,
	       ballot.comment, ballot.at, count(*) over (partition by judged.for_review, ballot.account_id) as times
	  from judged join ballot on ballot.review_id = judged.id and ballot.at <= coalesce($2, 'infinity')
	 order by judged.for_review, ballot.account_id, ballot.id desc
)
select coalesce(opined.for_review, balloted.for_review) as for_review, account.id as account_id, account.name,
       opined.text as opinion, opined.at as opined_at, coalesce(opined.times, 0) as opinions,
       balloted.content::text as ballot, balloted.comment, balloted.at as balloted_at,
       coalesce(balloted.times, 0) as ballots
  from opined
  full join balloted on balloted.for_review = opined.for_review and balloted.account_id = opined.account_id
  join account on account.id = coalesce(opined.account_id, balloted.account_id)
 order by for_review, account.id
