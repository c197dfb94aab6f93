-- Who decides today at the desks where sheets of a round wait: one row for each person, and for a desk that nobody holds
-- one without a name.
-- in: round bigint
-- out: holder
select waits.kind, waits.desk_id, null::text as desk, who.role, who.name, who.away_until, who.deputy,
       coalesce(who.is_there, false) as is_there
  from (select distinct kind, desk as desk_id, department_id, body_id
          from review where round_id = $1 and state = 'waiting') waits
  left join lateral (
       select holder.* from holder
        where waits.kind = 'head' and holder.role = 'head' and holder.department_id = waits.department_id
        union all
       select holder.* from holder
        where waits.kind = 'body' and holder.role in ('chair', 'deputy') and holder.body_id = waits.body_id
        union all
       select holder.* from holder where waits.kind = 'secretariat' and holder.role = 'secretariat') who on true
 order by waits.kind, waits.desk_id, who.role, who.account_id
