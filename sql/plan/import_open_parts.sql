-- Sheets that are not settled have a part for each department that contributes to their item. One that nobody has written
-- in goes when the plan no longer names its department.
-- in: plan bigint
with open as (
	select sheet.id, sheet.item_id, sheet.department_id
	  from sheet join round on round.id = sheet.round_id
	 where round.plan_id = $1 and not round.is_history and sheet.state <> 'settled' and not sheet.is_migrated
), named as (
	select open.id as sheet_id, item_department.department_id, item_department.position
	  from open
	  join item_department on item_department.item_id = open.item_id and item_department.position > 1
	                      and item_department.department_id <> open.department_id
), gone as (
	delete from part
	 using open
	 where part.sheet_id = open.id and part.version = 1 and part.content = '{}'
	   and (part.sheet_id, part.department_id) not in (select sheet_id, department_id from named)
)
insert into part (sheet_id, department_id, named_department_id)
select sheet_id, department_id, department_id
  from named
 where not exists (select from part where part.sheet_id = named.sheet_id and part.department_id = named.department_id)
 order by sheet_id, position
on conflict (sheet_id, named_department_id) do nothing
