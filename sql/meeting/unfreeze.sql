-- Opens the papers again, with a reason, before anything of them was decided. The frozen ones stay on record.
-- in: meeting bigint, version bigint, account bigint, actor text, reason text
with opened as (
	update meeting set state = 'planned', version = version + 1
	 where id = $1 and version = $2 and state = 'frozen'
	   and not exists (select from paper join review on review.id = paper.review_id
	                    where paper.meeting_id = meeting.id and paper.freezing = meeting.freezing
	                      and review.state in ('approved', 'returned'))
	returning id
)
insert into event (action, account_id, actor, meeting_id, reason)
select 'unfreeze', $3, $4, id, $5 from opened
