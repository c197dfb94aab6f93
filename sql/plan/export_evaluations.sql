-- Writes what the sheets of a plan say now: their content, what stages recorded, and the parts of other departments.
-- in: plan bigint
-- out: package_rows
with recorded as (
	select distinct on (review.sheet_id, review.stage_id, review.kind, review.desk)
	       review.id, review.sheet_id, review.state, review.content, stage.code as stage, body.code as body
	  from review
	  join stage on stage.id = review.stage_id
	  join round on round.id = review.round_id
	  left join body on body.id = review.body_id
	 where round.plan_id = $1 and review.state in ('approved', 'recorded')
	 order by review.sheet_id, review.stage_id, review.kind, review.desk, review.id desc
), records as (
	select sheet_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('stage', stage, 'body', body))
	                           || jsonb_build_object('values', content) order by id) as list
	  from recorded
	 where state = 'recorded' or content <> '{}'
	 group by sheet_id
), sheets as (
	select sheet.id, round.code as round, item.code as item, sheet.is_migrated, sheet.content, sheet.stated_totals,
	       records.list
	  from sheet
	  join round on round.id = sheet.round_id
	  join item on item.id = sheet.item_id
	  left join records on records.sheet_id = sheet.id
	 where round.plan_id = $1
), evaluations as (
	select id, 0 as part,
	       jsonb_strip_nulls(jsonb_build_object('round', round, 'item', item, 'stages', list,
	                                            'stated_totals', stated_totals))
	       || jsonb_build_object('values', content) as evaluation
	  from sheets
	 where content <> '{}' or stated_totals is not null or list is not null
	    or (is_migrated and not exists (select from part where part.sheet_id = sheets.id))
	union all
	select sheets.id, part.number,
	       jsonb_build_object('round', round, 'item', item, 'department', department.code, 'values', part.content)
	  from sheets
	  join part on part.sheet_id = sheets.id
	  join department on department.id = part.named_department_id
	 where part.content <> '{}' or sheets.is_migrated
)
select coalesce(jsonb_agg(evaluation order by id, part), '[]')::text as rows
  from evaluations
