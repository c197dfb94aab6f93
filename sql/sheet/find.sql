-- Finds one sheet with all that its pages say about it, if the viewer may know of it.
-- in: sheet bigint, viewer bigint
-- out: sheet
with recursive up as (
	select item.id, item.parent_id, item.level, item.number, item.title, item.goal
	  from item join sheet on sheet.item_id = item.id
	 where sheet.id = $1
	union all
	select item.id, item.parent_id, item.level, item.number, item.title, item.goal
	  from item join up on item.id = up.parent_id
)
select sheet.id, sheet.version, sheet.state, sheet.edition, sheet.pass, sheet.settled_edition, sheet.is_correction,
       sheet.content::text as content, sheet.is_late,
       sheet.is_migrated, sheet.state = 'draft' and sheet.version = 1 and coalesce(sheet.excerpt, '') = '' as is_untouched,
       sheet.due_on,
       (select min(review.due_on) from review
         where review.sheet_id = sheet.id and review.state = 'waiting') as review_due_on,
       sheet.saved_at, sheet.submitted_at, sheet.submitted_by, sheet.since,
       submitter.name as submitter, saver.name as saver,
       round.id as round_id, round.title as round_title, round.fiscal_year, round.form_id,
       round.opens_on <= current_date as is_open, round.opens_on, round.late = 'refuse' as is_refusing,
       plan.id as plan_id, plan.title as plan_title,
       item.id as item_id, item.code as item_code, item.number as item_number, item.title as item_title,
       item.description, item.is_priority,
       (select string_agg(concat_ws(' ', nullif(up.number, ''), up.title), ' ＞ ' order by up.level)
          from up where up.id <> item.id) as path,
       (select up.goal from up where up.goal is not null order by up.level desc limit 1) as goal,
       sheet.department_id, department.title as department, nullif(now.title, department.title) as department_now,
       in_charge.id as in_charge_id, in_charge.name as in_charge,
       steered.reason as steered_reason, steered.at as steered_at, steered.actor as steered_by,
       (select string_agg(other.title, '、' order by named.position, named.number)
          from (select part.named_department_id as id, item_department.position, part.number
                  from part
                  left join item_department on item_department.item_id = sheet.item_id
                        and item_department.department_id = part.department_id
                 where part.sheet_id = sheet.id
                 union all
                select item_department.department_id, item_department.position, null
                  from item_department
                 where item_department.item_id = item.id and item_department.department_id <> sheet.department_id
                   and not exists (select from part
                                    where part.sheet_id = sheet.id and part.department_id = item_department.department_id)) named
          join department_name other on other.department_id = named.id
                and round.fiscal_year between other.first_year and other.last_year) as contributors,
       (select string_agg(concat(tag.mark, tag.title), '、' order by tag.position)
          from item_tag join tag on tag.id = item_tag.tag_id where item_tag.item_id = item.id) as tags,
       exists (select from duty join item_department on item_department.department_id = duty.department_id
                where duty.account_id = $2 and item_department.item_id = sheet.item_id) as contributes,
       (select count(*) from question join hearing on hearing.question_id = question.id and hearing.account_id = $2
         where question.sheet_id = sheet.id) as questions,
       (select count(*) from question join hearing on hearing.question_id = question.id and hearing.account_id = $2
         where question.sheet_id = sheet.id and question.state <> 'answered') as open_questions,
       stage.id as stage_id, stage.title as stage_title, coalesce(stage.position, 0) as stage_position,
       (select string_agg(coalesce(holder_body.title, holder_department.title, ''), '、' order by review.id)
          from review
          left join body holder_body on holder_body.id = review.body_id
          left join department_today holder_department on holder_department.id = review.department_id
         where review.sheet_id = sheet.id and review.state = 'waiting') as desks
  from sheet
  join round on round.id = sheet.round_id
  join plan on plan.id = round.plan_id
  join item on item.id = sheet.item_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join department_today now on now.id = sheet.department_id
  left join stage on stage.id = sheet.stage_id
  left join account submitter on submitter.id = sheet.submitted_by
  left join account saver on saver.id = sheet.saved_by
  left join account in_charge on in_charge.id = sheet.in_charge_id and in_charge.stopped_at is null
        and exists (select from held
                     where held.account_id = in_charge.id and held.role = 'author'
                       and held.department_id = sheet.department_id)
  -- why it is open again, or out
  left join lateral (
       select event.reason, event.at, event.actor
         from event
        where event.sheet_id = sheet.id
          and event.action = case when sheet.state = 'excluded' then 'exclude' when sheet.is_correction then 'reopen' end
        order by event.id desc limit 1) steered on true
 where sheet.id = $1
   and exists (select from sight where sight.account_id = $2 and sight.sheet_id = sheet.id)
