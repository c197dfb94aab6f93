-- Events of all objects, the latest first: on these days, by these people (name or login), of this kind, about this round or
-- this sheet; before an event of an earlier page. Each branch walks the index that leads to fewest events.
-- in: from date, until date, actor text, action text, round bigint, sheet bigint, before bigint, limit bigint
-- out: log_line
with people as materialized (
	select id from account where $3 <> '' and (login = lower($3) or position($3 in name) > 0)
), span as materialized (
	select coalesce($1::timestamptz, '-infinity') as first, coalesce(($2 + 1)::timestamptz, 'infinity') as ends,
	       coalesce((select at from event where id = $7), 'infinity') as edge_at,
	       coalesce(nullif($7, 0), 9223372036854775807) as edge_id
), found as (
	(select event.* from (select $6 as id where $6 <> 0
	                       union all
	                      select id from sheet where $6 = 0 and $5 <> 0 and round_id = $5) wanted
	   join event on event.sheet_id = wanted.id
	  cross join span
	  where event.at >= span.first and event.at < span.ends and (event.at, event.id) < (span.edge_at, span.edge_id)
	    and ($4 = '' or event.action = $4)
	    and ($3 = '' or event.account_id in (select id from people)
	         or (event.account_id is null and position($3 in event.actor) > 0))
	  order by event.at desc, event.id desc limit $8)
	 union all
	(select event.* from meeting
	   join event on event.meeting_id = meeting.id
	  cross join span
	  where $6 = 0 and $5 <> 0 and meeting.round_id = $5
	    and event.at >= span.first and event.at < span.ends and (event.at, event.id) < (span.edge_at, span.edge_id)
	    and ($4 = '' or event.action = $4) and ($3 = '' or event.account_id in (select id from people))
	  order by event.at desc, event.id desc limit $8)
	 union all
	(select theirs.* from people
	  cross join lateral (
	        select event.* from event
	         where event.account_id = people.id
	           and event.at >= (select first from span) and event.at < (select ends from span)
	           and (event.at, event.id) < ((select edge_at from span), (select edge_id from span))
	           and ($4 = '' or event.action = $4)
	         order by event.at desc, event.id desc limit $8) theirs
	  where $6 = 0 and $5 = 0)
	 union all
	(select event.* from event
	  where $6 = 0 and $5 = 0 and $3 <> '' and event.account_id is null and position($3 in event.actor) > 0
	    and event.at >= (select first from span) and event.at < (select ends from span)
	    and (event.at, event.id) < ((select edge_at from span), (select edge_id from span))
	    and ($4 = '' or event.action = $4)
	  order by event.at desc, event.id desc limit $8)
	 union all
	(select event.* from event
	  where $6 = 0 and $5 = 0 and $3 = '' and $4 <> '' and event.action = $4
	    and event.at >= (select first from span) and event.at < (select ends from span)
	    and (event.at, event.id) < ((select edge_at from span), (select edge_id from span))
	  order by event.at desc, event.id desc limit $8)
	 union all
	(select event.* from event
	  where $6 = 0 and $5 = 0 and $3 = '' and $4 = ''
	    and event.at >= (select first from span) and event.at < (select ends from span)
	    and (event.at, event.id) < ((select edge_at from span), (select edge_id from span))
	  order by event.at desc, event.id desc limit $8)
), shown as (
	select * from found order by at desc, id desc limit $8
)
select shown.id, shown.at, shown.action, shown.actor, account.login, shown.for_name, shown.edition, shown.stage,
       shown.to_stage, part_department.title as part_department, shown.reason, shown.sheet_id, shown.review_id,
       shown.meeting_id, meeting.title as meeting_title,
       item.number as item_number, item.title as item_title, round.title as round_title,
       plan.title as plan_title, subject.name as subject, department.title as department, shown.content_hash, shown.chain, shown.sequence, shown.previous, shown.hash
  from shown
  left join account on account.id = shown.account_id
  left join account subject on subject.id = shown.subject_id
  left join department_name department on department.department_id = shown.department_id
        and fiscal_year(shown.at::date) between department.first_year and department.last_year
  left join sheet on sheet.id = shown.sheet_id
  left join item on item.id = sheet.item_id
  left join meeting on meeting.id = shown.meeting_id
  left join round on round.id = coalesce(sheet.round_id, meeting.round_id)
  left join department_name part_department on part_department.department_id = shown.part_department_id
        and round.fiscal_year between part_department.first_year and part_department.last_year
  left join plan on plan.id = coalesce(round.plan_id, shown.plan_id)
 order by shown.at desc, shown.id desc
