-- Who can sign off for a meeting's body today: one row for each person, or one without a name.
-- in: meeting bigint
-- out: holder
select 'body' as kind, meeting.body_id as desk_id, null::text as desk, who.role, who.name, who.away_until, who.deputy,
       coalesce(who.is_there, false) as is_there
  from meeting
  left join holder who on who.role in ('chair', 'deputy') and who.body_id = meeting.body_id
 where meeting.id = $1
 order by who.role, who.account_id
