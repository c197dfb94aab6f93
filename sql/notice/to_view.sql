-- What went on without the viewer while they were away as head, and what they have not seen since 後閲; the oldest first.
-- in: viewer bigint, limit bigint
-- out: view_line
select review.id, review.decided_at, item.number as item_number, item.title as item_title, department.title as department,
       stage.title as stage_title, decider.name as decider, review.reason
  from duty
  join review on review.department_id = duty.department_id and review.state = 'deferred' and review.viewed_at is null
  join sheet on sheet.id = review.sheet_id
  join item on item.id = sheet.item_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = review.department_id
        and round.fiscal_year between department.first_year and department.last_year
  join stage on stage.id = review.stage_id
  join account decider on decider.id = review.decided_by
 where duty.account_id = $1 and duty.role = 'head' and duty.for_id is null
 order by review.id
 limit $2
