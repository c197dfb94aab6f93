-- The head who was away has seen what went on without them 後閲.
-- in: review bigint, version bigint, account bigint, actor text, remark text
with seen as (
	update review set viewed_by = $3, viewed_at = now(), version = version + 1
	 where id = $1 and version = $2 and state = 'deferred' and viewed_at is null
	returning id, sheet_id, stage_id, edition
)
insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, reason)
select 'view', $3, $4, seen.sheet_id, seen.id, seen.edition, stage.title, nullif($5, '')
  from seen join stage on stage.id = seen.stage_id
