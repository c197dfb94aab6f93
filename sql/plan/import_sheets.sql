-- Makes the sheets that a plan's rounds lack: in past rounds for what was evaluated, in others for every evaluated item.
-- They are made in the order of the evaluations, which is that of the export.
-- in: plan bigint, evaluations jsonb
with evaluated as (
	select entry->>'round' as round, entry->>'item' as item, min(position) as position
	  from jsonb_array_elements($2) with ordinality as entries(entry, position)
	 group by 1, 2
)
insert into sheet (round_id, item_id, department_id, named_department_id, due_on)
select round.id, item.id, lead.department_id, lead.department_id, round.due_on
  from round
  join item on item.plan_id = round.plan_id and item.is_evaluated and item.repeats_id is null
  join lateral (select department_id from item_department
                 where item_department.item_id = item.id order by position limit 1) lead on true
  left join evaluated on evaluated.round = round.code and evaluated.item = item.code
 where round.plan_id = $1
   and (not round.is_history or evaluated.round is not null)
   and not exists (select from sheet there where there.round_id = round.id and there.item_id = item.id)
 order by evaluated.position, round.position, item.position
on conflict (round_id, item_id) do nothing
