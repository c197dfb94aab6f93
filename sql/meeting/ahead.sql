-- Meetings of the viewer's bodies whose papers are frozen and that are not signed off yet, the first first.
-- in: viewer bigint, limit bigint
-- out: meeting_ahead
select meeting.id, meeting.title, meeting.is_written, meeting.held_on, meeting.until_on, meeting.place, body.title as body,
       (select count(*) from paper where paper.meeting_id = meeting.id and paper.freezing = meeting.freezing) as papers,
       bool_or(duty.role in ('chair', 'deputy')) as may_sign
  from duty
  join meeting on meeting.body_id = duty.body_id and meeting.state = 'frozen'
  join body on body.id = meeting.body_id
 where duty.account_id = $1 and duty.role in ('member', 'chair', 'deputy')
 group by meeting.id, body.title
 order by meeting.held_on, meeting.id
 limit $2
