-- The reviews that wait at a stage for sheets that it does not look at: they are let pass.
-- in: stage bigint
-- out: unselected
select review.id, review.version
  from review
  join sheet on sheet.id = review.sheet_id
 where review.stage_id = $1 and review.state = 'waiting'
   and exists (select from stage_item where stage_item.stage_id = $1)
   and not exists (select from stage_item where stage_item.stage_id = $1 and stage_item.item_id = sheet.item_id)
 order by review.sheet_id, review.id
