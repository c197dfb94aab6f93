-- What each member has said of the edition that a review judges, as it was at a moment (null: now): the latest opinion and
-- the latest ballot. An approval that was undone, or a sheet that came back unchanged, leaves what was said standing.
-- in: review bigint, at timestamp with time zone
-- out: voice_row
with judged as (
	select same.id
	  from review
	  join review same on same.sheet_id = review.sheet_id and same.stage_id = review.stage_id
	                  and same.body_id = review.body_id and same.edition = review.edition
	 where review.id = $1
), opined as (
	select distinct on (account_id) account_id, text, at, count(*) over (partition by account_id) as times
	  from opinion
	 where review_id in (select id from judged) and at <= coalesce($2, 'infinity')
	 order by account_id, id desc
), balloted as (
	select distinct on (account_id) account_id, content, comment, at, count(*) over (partition by account_id) as times
	  from ballot
	 where review_id in (select id from judged) and at <= coalesce($2, 'infinity')
	 order by account_id, id desc
)
select account.id as account_id, account.name, opined.text as opinion, opined.at as opined_at,
       coalesce(opined.times, 0) as opinions, balloted.content::text as ballot, balloted.comment,
       balloted.at as balloted_at, coalesce(balloted.times, 0) as ballots
  from opined
  full join balloted on balloted.account_id = opined.account_id
  join account on account.id = coalesce(opined.account_id, balloted.account_id)
 order by account.id
