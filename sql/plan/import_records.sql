-- Puts on record what stages said before Chosho, for the sheets that nobody has begun to write.
-- in: plan bigint, organization bigint, records jsonb
with wanted as (
	select sheet.id as sheet_id, sheet.department_id as lead_id, stage.id as stage_id, stage.round_id, stage.kind,
	       body.id as body_id, coalesce(stage.due_on, round.due_on) as due_on, entry->'values' as content,
	       entries.position
	  from jsonb_array_elements($3) with ordinality as entries(entry, position)
	  join round on round.plan_id = $1 and round.code = entry->>'round'
	  join item on item.plan_id = $1 and item.code = entry->>'item'
	  join stage on stage.round_id = round.id and stage.code = entry->>'stage'
	  join sheet on sheet.round_id = round.id and sheet.item_id = item.id
	  left join body on body.organization_id = $2 and body.code = entry->>'body'
	 where sheet.state = 'draft' and sheet.edition = 0 and sheet.saved_at is null
), renewed as (
	update review
	   set content = wanted.content
	  from wanted
	 where review.sheet_id = wanted.sheet_id and review.stage_id = wanted.stage_id and review.state = 'recorded'
	   and review.body_id is not distinct from wanted.body_id
)
insert into review (sheet_id, stage_id, round_id, edition, kind, department_id, body_id, state, content, due_on)
select sheet_id, stage_id, round_id, 0, kind, case when kind = 'head' then lead_id end, body_id, 'recorded', content,
       due_on
  from wanted
 where not exists (select from review
                    where review.sheet_id = wanted.sheet_id and review.stage_id = wanted.stage_id
                      and review.state = 'recorded' and review.body_id is not distinct from wanted.body_id)
 order by position
