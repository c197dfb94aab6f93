-- Replaces the departments of the items in a package; the first leads. One that has ended stands for who came after it.
-- in: plan bigint, organization bigint, list jsonb
with wanted as (
	select item.id as item_id, department_answers(department.id, item.id) as department_id, min(one.position) as position
	  from jsonb_array_elements($3) as entry
	  join item on item.plan_id = $1 and item.code = entry->>'code'
	 cross join jsonb_array_elements_text(entry->'departments') with ordinality as one(code, position)
	  join department on department.organization_id = $2 and department.code = one.code
	 group by 1, 2
), put as (
	insert into item_department (item_id, department_id, position)
	select item_id, department_id, position from wanted
	on conflict (item_id, department_id) do update set position = excluded.position
)
delete from item_department
 using item
 where item.id = item_department.item_id and item.plan_id = $1
   and item.code in (select entry->>'code' from jsonb_array_elements($3) as entry)
   and not exists (select from wanted
                    where wanted.item_id = item_department.item_id
                      and wanted.department_id = item_department.department_id)
