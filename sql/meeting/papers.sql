-- The papers of a meeting in the plan's order: as frozen, or, while it is planned, what waits now; with what whoever signs
-- has chosen so far.
-- in: meeting bigint
-- out: paper
with this as (
	select id, state, freezing, stage_id, body_id from meeting where id = $1
), listed as (
	select paper.review_id, paper.sheet_id, paper.edition, paper.hash, paper.position
	  from this join paper on paper.meeting_id = this.id and paper.freezing = this.freezing
	 where this.state <> 'planned'
	union all
	select review.id, review.sheet_id, review.edition, edition.hash, item.position
	  from this
	  join review on review.state = 'waiting' and review.kind = 'body' and review.desk = this.body_id
	             and review.stage_id = this.stage_id
	  join edition on edition.sheet_id = review.sheet_id and edition.number = review.edition
	  join sheet on sheet.id = review.sheet_id
	  join item on item.id = sheet.item_id
	 where this.state = 'planned'
	   and not exists (select from paper
	                     join meeting other on other.id = paper.meeting_id and other.freezing = paper.freezing
	                    where paper.review_id = review.id and other.state = 'frozen')
)
select listed.review_id as id, listed.sheet_id, listed.edition, listed.hash, edition.content::text as content,
       edition.content::text || case when edition.parts = '{}' then '' else E'\n' || edition.parts::text end as text,
       edition.parts <> '{}' as has_parts, review.version, review.state, review.pass, review.decided_at,
       decider.name as decider, review.reason as decided_reason, review.content::text as review_content,
       review.sign_off_id is not null as is_signed, sheet.submitted_by, sheet.state as sheet_state,
       sheet.is_late, sheet.is_correction, item.code as item_code, item.number as item_number, item.title as item_title,
       item.is_priority, concat_ws(' ', nullif(parent.number, ''), parent.title) as heading,
       department.title as department, coalesce(choice.decision, 'none') as decision, choice.reason, choice.due_on, choice.content::text as chosen_content,
       choice.review_version
  from listed
  join edition on edition.sheet_id = listed.sheet_id and edition.number = listed.edition
  join review on review.id = listed.review_id
  join sheet on sheet.id = listed.sheet_id
  join item on item.id = sheet.item_id
  left join item parent on parent.id = item.parent_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  left join account decider on decider.id = review.decided_by
  left join choice on choice.meeting_id = $1 and choice.review_id = listed.review_id
 order by listed.position, listed.review_id
