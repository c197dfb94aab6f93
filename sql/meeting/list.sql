-- The meetings that the viewer may know of, the latest first, page by page: those of their bodies, or all.
-- in: viewer bigint, before_on date, before_id bigint, limit bigint
-- out: meeting_line
select meeting.id, meeting.state, meeting.title, meeting.number, meeting.is_written, meeting.held_on, meeting.until_on,
       body.title as body, stage.title as stage, round.title as round, plan.title as plan,
       case meeting.state
            when 'planned' then (select count(*) from review
                                  where review.state = 'waiting' and review.kind = 'body' and review.desk = meeting.body_id
                                    and review.stage_id = meeting.stage_id)
            else (select count(*) from paper
                   where paper.meeting_id = meeting.id and paper.freezing = meeting.freezing) end as papers,
       meeting.state = 'frozen'
       and exists (select from duty where duty.account_id = $1 and duty.role in ('chair', 'deputy')
                                      and duty.body_id = meeting.body_id) as may_sign
  from meeting
  join body on body.id = meeting.body_id
  join stage on stage.id = meeting.stage_id
  join round on round.id = meeting.round_id
  join plan on plan.id = round.plan_id
 where (meeting.held_on, meeting.id) < ($2, $3)
   and exists (select from duty
                where duty.account_id = $1
                  and (duty.role in ('secretariat', 'administrator', 'auditor')
                       or (duty.role in ('member', 'chair', 'deputy') and duty.body_id = meeting.body_id)))
 order by meeting.held_on desc, meeting.id desc
 limit $4
