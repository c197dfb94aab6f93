-- The sheets of a stage's round: which of them the stage looks at, where they are, and those that were passed by already.
-- in: stage bigint
-- out: selection_line
select sheet.id, sheet.state, sheet.grade, item.number as item_number, item.title as item_title, item.is_priority,
       concat_ws(' ', nullif(parent.number, ''), parent.title) as heading, department.title as department,
       at.title as stage_title, coalesce(waiting.count, 0) > 0 as is_waiting,
       exists (select from stage_item where stage_item.stage_id = stage.id and stage_item.item_id = sheet.item_id)
       or not exists (select from stage_item where stage_item.stage_id = stage.id) as is_in,
       sheet.state = 'settled' or (sheet.state = 'reviewing' and at.position > stage.position) as is_past
  from stage
  join sheet on sheet.round_id = stage.round_id and sheet.state <> 'excluded'
  join item on item.id = sheet.item_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join item parent on parent.id = item.parent_id
  left join stage at on at.id = sheet.stage_id
  left join lateral (select count(*) from review
                      where review.sheet_id = sheet.id and review.stage_id = stage.id and review.state = 'waiting') waiting on true
 where stage.id = $1
 order by item.position
