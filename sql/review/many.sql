-- Some reviews that the viewer may open, with all that says whether they may pass without being looked at one by one.
-- in: viewer bigint, reviews jsonb
-- out: many_line
select review.id, review.version, review.state, review.kind, review.department_id, review.body_id,
       sheet.state as sheet_state, sheet.submitted_by = $1 as is_own,
       coalesce(review.decided_by = $1, false) as is_decided_by_viewer, coalesce(review.reason, '') <> '' as has_reason,
       exists (select from form_field
                where form_field.form_id = stage.form_id and form_field.is_required
                  and form_field.type in ('text', 'choice')
                  and coalesce(review.content->>form_field.code, '') = '') as is_missing,
       exists (select from reading
                where reading.account_id = $1 and reading.sheet_id = review.sheet_id
                  and reading.edition = review.edition) as is_read,
       since.number as before, since.is_read as is_before_read, since.changed,
       item.number as item_number, item.title as item_title, department.title as department, stage.title as stage_title,
       body.title as body
  from review
  join sheet on sheet.id = review.sheet_id
  join item on item.id = sheet.item_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join stage on stage.id = review.stage_id
  left join body on body.id = review.body_id
  left join lateral since_read($1, review.sheet_id, review.edition) since on true
 where review.id in (select value::bigint from jsonb_array_elements_text($2))
   and exists (select from review_sight
                where review_sight.account_id = $1 and review_sight.review_id = review.id)
 order by review.due_on, review.id
