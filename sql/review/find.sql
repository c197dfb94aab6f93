-- Finds one review for those who decide at its desk, the members of its body, and those who see all.
-- in: review bigint, viewer bigint
-- out: review
select review.id, review.sheet_id, review.version, review.state, review.kind,
       case when review.department_id <> sheet.department_id then department_answers(review.department_id, sheet.item_id)
            else review.department_id end as department_id, review.body_id,
       review.content::text as content, review.due_on, review.arrived_at, review.decided_at, review.decided_by,
       review.edition, case when review.state in ('waiting', 'returned', 'deferred') then review.reason end as reason,
       array_to_string(review.marks, E'\n') as marks, review.resubmit_on, decider.name as decider,
       other.name as decided_for, coalesce(review.decided_as = 'deputy', false) as is_deputy, review.pass,
       earlier.title as to_stage, review.sign_off_id is not null as is_signed, review.viewed_at, seen_by.name as viewer_name,
       review.state = 'waiting' and review.kind = 'head'
       and not exists (select from held join account there on there.id = held.account_id and there.stopped_at is null
                        where held.role = 'head' and held.department_id = review.department_id
                          and held.account_id is distinct from sheet.submitted_by
                          and not exists (select from absence
                                           where absence.account_id = held.account_id and absence.ended_at is null
                                             and current_date between absence.from_on and absence.until_on)) as is_head_absent,
       review.state = 'deferred' and review.viewed_at is null as is_deferred,
       stage.title as stage_title, stage.position as stage_position, form.title as form_title,
       coalesce(body.title, department.title) as desk
  from review
  join sheet on sheet.id = review.sheet_id
  join stage on stage.id = review.stage_id
  left join form on form.id = stage.form_id
  left join body on body.id = review.body_id
  join round on round.id = sheet.round_id
  left join department_name department on department.department_id = review.department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join account decider on decider.id = review.decided_by
  left join account other on other.id = review.decided_for
  left join account seen_by on seen_by.id = review.viewed_by
  left join stage earlier on earlier.id = review.returned_to
 where review.id = $1
   and exists (select from review_sight where review_sight.account_id = $2 and review_sight.review_id = $1)
