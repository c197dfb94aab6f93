-- Freezes the papers 資料の確定: what waits for the body at the stage now, and lies before no other meeting that is not
-- signed off.
-- in: meeting bigint, version bigint, account bigint, actor text
with frozen as (
	update meeting
	   set state = 'frozen', freezing = freezing + 1, frozen_at = now(), version = version + 1
	 where id = $1 and version = $2 and state = 'planned'
	returning id, stage_id, body_id, freezing
), kept as (
	insert into paper (meeting_id, freezing, review_id, sheet_id, position, edition, hash)
	select frozen.id, frozen.freezing, review.id, review.sheet_id, item.position, review.edition, edition.hash
	  from frozen
	  join review on review.state = 'waiting' and review.kind = 'body' and review.desk = frozen.body_id
	             and review.stage_id = frozen.stage_id
	  join edition on edition.sheet_id = review.sheet_id and edition.number = review.edition
	  join sheet on sheet.id = review.sheet_id
	  join item on item.id = sheet.item_id
	 where not exists (select from paper
	                     join meeting other on other.id = paper.meeting_id and other.freezing = paper.freezing
	                    where paper.review_id = review.id and other.state = 'frozen')
)
insert into event (action, account_id, actor, meeting_id)
select 'freeze', $3, $4, id from frozen
