-- Freezes the papers 資料の確定: what waits for the body at the stage now, and lies before no other meeting that is not
-- signed off. Where nothing waits any more, nothing is frozen.
-- in: meeting bigint, version bigint, account bigint, actor text
with waiting as materialized (
	select review.id, review.sheet_id, item.position, review.edition, edition.hash
	  from meeting
	  join review on review.state = 'waiting' and review.kind = 'body' and review.desk = meeting.body_id
	             and review.stage_id = meeting.stage_id
	  join edition on edition.sheet_id = review.sheet_id and edition.number = review.edition
	  join sheet on sheet.id = review.sheet_id
	  join item on item.id = sheet.item_id
	 where meeting.id = $1
	   and not exists (select from paper
	                     join meeting other on other.id = paper.meeting_id and other.freezing = paper.freezing
	                    where paper.review_id = review.id and other.state = 'frozen')
), frozen as (
	update meeting
	   set state = 'frozen', freezing = freezing + 1, frozen_at = now(), version = version + 1
	 where id = $1 and version = $2 and state = 'planned' and exists (select from waiting)
	returning id, freezing
), kept as (
	insert into paper (meeting_id, freezing, review_id, sheet_id, position, edition, hash)
	select frozen.id, frozen.freezing, waiting.id, sheet_id, position, edition, hash from frozen cross join waiting
)
insert into event (action, account_id, actor, meeting_id)
select 'freeze', $3, $4, id from frozen
