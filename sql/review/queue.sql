-- What waits at the viewer's desks, first due first, page by page: the top of each desk, then the top of all.
-- in: viewer bigint, after_due date, after_id bigint, limit bigint
-- out: queue_line
with mine as (
	select desk_of.kind, desk_of.desk, bool_or(desk_of.decides) as decides,
	       case when not bool_or(desk_of.decides and duty.for_id is null) then min(duty.for_id) filter (where desk_of.decides)
	       end as for_id
	  from duty
	 cross join lateral (values
	       (case duty.role when 'head' then 'head' when 'secretariat' then 'secretariat' else 'body' end,
	        case duty.role when 'head' then duty.department_id when 'secretariat' then 0
	             else duty.body_id end,
	        duty.role <> 'member')) desk_of (kind, desk, decides)
	 where duty.account_id = $1 and duty.role in ('head', 'secretariat', 'member', 'chair', 'deputy')
	 group by desk_of.kind, desk_of.desk
), top as (
	select waiting.id, waiting.sheet_id, waiting.stage_id, waiting.body_id, waiting.due_on, waiting.arrived_at,
	       waiting.edition, mine.decides, mine.for_id
	  from mine
	 cross join lateral (
	       select review.id, review.sheet_id, review.stage_id, review.body_id, review.due_on, review.arrived_at,
	              review.edition
	         from review
	        where review.state = 'waiting' and review.kind = mine.kind and review.desk = mine.desk
	          and (review.due_on, review.id) > ($2, $3)
	        order by review.due_on, review.id
	        limit $4) waiting
	 order by waiting.due_on, waiting.id
	 limit $4
)
select top.id, top.due_on, top.arrived_at, top.decides, other.name as for_name, top.edition > 1 as is_resubmitted,
       exists (select from reading
                where reading.account_id = $1 and reading.sheet_id = top.sheet_id
                  and reading.edition = top.edition) as is_read,
       since.number as before, since.is_read as is_before_read, since.changed,
       case when top.body_id is not null
            then (select count(*) from question
                   where question.sheet_id = top.sheet_id and question.body_id = top.body_id and question.state <> 'answered')
       end as open_questions,
       greatest(current_date - top.due_on, 0) as days_late, sheet.is_late, sheet.grade, sheet.excerpt,
       item.number as item_number, item.title as item_title, item.is_priority, department.title as department,
       stage.title as stage_title, body.title as body, round.title as round_title, plan.title as plan_title
  from top
  join sheet on sheet.id = top.sheet_id
  join item on item.id = sheet.item_id
  join stage on stage.id = top.stage_id
  join round on round.id = stage.round_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join plan on plan.id = round.plan_id
  left join body on body.id = top.body_id
  left join account other on other.id = top.for_id
  left join lateral since_read($1, top.sheet_id, top.edition) since on true
 order by top.due_on, top.id
