-- Chooses the sheets that a stage looks at 抽出; all of them: it looks at every one again. Those that wait there and were not
-- chosen are let pass by pass.sql, which notes it.
-- in: stage bigint, version bigint, sheets bigint[], reason text, account bigint, actor text
with chosen as (
	update stage
	   set selection_reason = $4, selected_by = $5, selected_at = now(), selection_version = selection_version + 1
	 where id = $1 and selection_version = $2
	returning id, round_id, title
), wanted as (
	select sheet.id as sheet_id, sheet.item_id, sheet.edition, item.position, chosen.title,
	       sheet.id = any ($3) as is_in,
	       exists (select from stage_item where stage_item.stage_id = chosen.id and stage_item.item_id = sheet.item_id) as was_listed,
	       exists (select from stage_item where stage_item.stage_id = chosen.id) as was_selected,
	       exists (select from review where review.sheet_id = sheet.id and review.stage_id = chosen.id
	                                    and review.state = 'waiting') as is_waiting
	  from chosen
	  join sheet on sheet.round_id = chosen.round_id and sheet.state <> 'excluded'
	  join item on item.id = sheet.item_id
), listed as (
	select * from wanted where is_in and exists (select from wanted where not is_in)
), put as (
	insert into stage_item (stage_id, item_id, position)
	select $1, item_id, row_number() over (order by position) from listed
	on conflict (stage_id, item_id) do update set position = excluded.position
), gone as (
	delete from stage_item
	 where stage_id in (select id from chosen) and item_id not in (select item_id from listed)
)
insert into event (action, account_id, actor, sheet_id, edition, stage, reason)
select case when is_in then 'select' else 'not select' end, $5, $6, sheet_id, nullif(edition, 0), title, $4
  from wanted
 where (is_in and not was_listed and (was_selected or exists (select from listed)))
    or (not is_in and not is_waiting and (was_listed or not was_selected))
 order by sheet_id
