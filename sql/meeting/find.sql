-- Finds one meeting for the body's people and for those who see all.
-- in: meeting bigint, viewer bigint
-- out: meeting
select meeting.id, meeting.version, meeting.state, meeting.round_id, meeting.stage_id, meeting.body_id, meeting.title,
       meeting.number, meeting.place, meeting.is_written, meeting.held_on, meeting.until_on, meeting.shows_names,
       meeting.freezing, meeting.frozen_at, round.title as round, round.fiscal_year, stage.title as stage,
       stage.form_id is not null as has_form, form.title as form_title, body.title as body, plan.id as plan_id,
       plan.title as plan, organization.title as organization,
       (select account.name from held join account on account.id = held.account_id
         where held.role = 'chair' and held.body_id = meeting.body_id and held.for_id is null
         order by held.account_id limit 1) as chair,
       (select held.account_id from held
         where held.role = 'chair' and held.body_id = meeting.body_id and held.for_id is null
         order by held.account_id limit 1) as chair_id,
       case when meeting.state <> 'planned' then (
            select count(*) from review
             where review.state = 'waiting' and review.kind = 'body' and review.desk = meeting.body_id
               and review.stage_id = meeting.stage_id
               and not exists (select from paper
                                where paper.review_id = review.id and paper.meeting_id = meeting.id
                                  and paper.freezing = meeting.freezing)) end as arrived_since
  from meeting
  join round on round.id = meeting.round_id
  join plan on plan.id = round.plan_id
  join organization on organization.id = plan.organization_id
  join stage on stage.id = meeting.stage_id
  join body on body.id = meeting.body_id
  left join form on form.id = stage.form_id
 where meeting.id = $1
   and exists (select from duty
                where duty.account_id = $2
                  and (duty.role in ('secretariat', 'administrator', 'auditor')
                       or (duty.role in ('member', 'chair', 'deputy') and duty.body_id = meeting.body_id)))
