-- How a sheet was judged, stage by stage, in the order of arrival; and the stages that it passed by because they look at
-- others 抽出されず, where no review of their own says so.
-- in: sheet bigint
-- out: judgement
select review.id, review.state, review.edition, review.kind, review.content::text as content,
       stage.title as stage_title, stage.position as stage_position,
       coalesce(body.title, department.title) as desk,
       case when review.department_id <> sheet.department_id then department_answers(review.department_id, sheet.item_id)
            else review.department_id end as department_id, review.body_id,
       review.reason, array_to_string(review.marks, E'\n') as marks, review.arrived_at, review.decided_at, review.due_on,
       decider.name as decider, review.decided_by, other.name as decided_for,
       coalesce(review.decided_as = 'deputy', false) as is_deputy, review.pass, review.returned_to, earlier.title as to_stage, viewer.name as viewer, review.viewed_at,
       review.sign_off_id is not null as is_signed
  from review
  join sheet on sheet.id = review.sheet_id
  join stage on stage.id = review.stage_id
  left join body on body.id = review.body_id
  left join round on round.id = review.round_id
  left join department_name department on department.department_id = review.department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join account decider on decider.id = review.decided_by
  left join account other on other.id = review.decided_for
  left join stage earlier on earlier.id = review.returned_to
  left join account viewer on viewer.id = review.viewed_by
 where review.sheet_id = $1
union all
select 0, 'not_selected', sheet.edition, stage.kind, '{}', stage.title, stage.position, null, null, null,
       stage.selection_reason, '', null, stage.selected_at, coalesce(stage.due_on, round.due_on), chooser.name,
       stage.selected_by, null, false, 0, null, null, null, null, false
  from sheet
  join round on round.id = sheet.round_id
  join stage on stage.round_id = sheet.round_id
  left join stage at on at.id = sheet.stage_id
  left join account chooser on chooser.id = stage.selected_by
 where sheet.id = $1 and (sheet.state = 'settled' or at.position > stage.position)
   and exists (select from stage_item where stage_item.stage_id = stage.id)
   and not exists (select from stage_item where stage_item.stage_id = stage.id and stage_item.item_id = sheet.item_id)
   and not exists (select from review
                    where review.sheet_id = sheet.id and review.stage_id = stage.id and review.edition = sheet.edition)
 order by arrived_at, id
